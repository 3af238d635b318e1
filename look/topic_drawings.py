"""The drawings of the topics: lines of one width in a box of 24, as by one hand; filled nowhere.

Whole numbers and steps from the last point: eleven of them stand in the home page itself.
"""

_PATHS = {
    "travel": "M4 17V5h16v12zM4 12h16M12 5v7M7 17v3M17 17v3",
    "education": "M12 7c-2-2-5-2-8-2v13c3 0 6 0 8 2 2-2 5-2 8-2V5c-3 0-6 0-8 2zv13",
    "health": "M5 5h14v14H5zM12 8v8M8 12h8",
    "housing": "M4 12l8-7 8 7M6 10v10h12V10M10 20v-6h4v6",
    "environment": "M12 4l5 6h-2l4 6H5l4-6H7zM12 16v4",
    "jobs": "M4 8h16v11H4zM9 8V5h6v3M4 13h16M12 12v2",
    "utilities": "M12 4c4 4 6 7 6 10a6 6 0 01-12 0c0-3 2-6 6-10zM9 14a3 3 0 003 3",
    "support": "M12 20c-6-4-8-7-8-10a4 4 0 018-2 4 4 0 018 2c0 3-2 6-8 10z",
    "culture": "M4 12a8 8 0 1116 0 8 8 0 11-16 0h16M12 4v16M7 6c3 4 3 8 0 12M17 6c-3 4-3 8 0 12",
    "safety": "M12 4l7 3v5c0 4-3 6-7 8-4-2-7-4-7-8V7zM9 12l2 2 4-4",
    "countryside": "M12 20v-8c0-4 2-6 7-6 0 4-2 6-7 6m0 3c-4 0-6-2-6-5 4 0 6 2 6 5M5 20h14",
    "services": "M5 11v9h14v-9M10 20v-5h4v5M4 8l2-4h12l2 4a3 3 0 01-5 0 3 3 0 01-6 0 3 3 0 01-5 0z",
    "other": "M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z",
}
TOPIC_DRAWINGS: dict[str, tuple[int, str]] = {
    f"topic-{topic}": (24, f'<path d="{path}"/>') for topic, path in _PATHS.items()
}
"""By the name of the icon: (size of the box, shapes)."""
