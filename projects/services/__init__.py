"""What changes the register."""

from projects.services.plans import publish_plan
from projects.services.posts import end_post, grant_post

__all__ = ["end_post", "grant_post", "publish_plan"]
