"""The register: districts, their units and people's posts, plans and what they promise."""

from projects.models.calendar import CalendarDay
from projects.models.changes import PlanChange
from projects.models.districts import District
from projects.models.indicators import Indicator, MilestoneTarget
from projects.models.personnel import PersonnelAct
from projects.models.plans import AnnualPlan, Category, PlanVersion, Project
from projects.models.posts import Membership, Role
from projects.models.search_words import SearchWordGroup
from projects.models.tasks import Milestone, Task, TaskUnit
from projects.models.topics import TopicChoice
from projects.models.units import AfterSplit, ResponsibleUnit, UnitAlias, UnitReform

__all__ = [
    "AfterSplit",
    "AnnualPlan",
    "CalendarDay",
    "Category",
    "District",
    "Indicator",
    "Membership",
    "Milestone",
    "MilestoneTarget",
    "PersonnelAct",
    "PlanChange",
    "PlanVersion",
    "Project",
    "ResponsibleUnit",
    "Role",
    "SearchWordGroup",
    "Task",
    "TaskUnit",
    "TopicChoice",
    "UnitAlias",
    "UnitReform",
]
