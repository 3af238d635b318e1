"""The drawings of the topics: lines of one width in a box of 24, as by one hand; filled nowhere."""

TOPIC_DRAWINGS: dict[str, tuple[int, str]] = {
    "topic-travel": (
        24,
        '<path d="M4 17V6.5A1.5 1.5 0 015.5 5h13A1.5 1.5 0 0120 6.5V17zM4 12h16M12 5v7M7 17v2.5M17 17v2.5"/>',
    ),
    "topic-education": (
        24,
        '<path d="M12 7C10 5.4 7.2 5 4 5v12.5c3.2 0 6 .4 8 2 2-1.6 4.8-2 8-2V5c-3.2 0-6 .4-8 2zM12 7v12.5"/>',
    ),
    "topic-health": (
        24,
        '<path d="M6 4.5h12A1.5 1.5 0 0119.5 6v12a1.5 1.5 0 01-1.5 1.5H6A1.5 1.5 0 014.5 18V6A1.5 1.5 0 016 4.5z"/>'
        '<path d="M12 8.5v7M8.5 12h7"/>',
    ),
    "topic-housing": (24, '<path d="M4 11.5L12 5l8 6.5M6 10v9.5h12V10M10 19.5V14h4v5.5"/>'),
    "topic-environment": (24, '<path d="M12 3.5L17 10h-2.5l4 5.5h-13l4-5.5H7zM12 15.5v5"/>'),
    "topic-jobs": (24, '<path d="M4 8.5h16V19H4zM9 8.5v-3h6v3M4 13h16M12 12v2.5"/>'),
    "topic-utilities": (
        24,
        '<path d="M12 4c3.5 4.2 5.5 7 5.5 9.8a5.5 5.5 0 01-11 0C6.5 11 8.5 8.2 12 4z"/>'
        '<path d="M9.3 14a2.7 2.7 0 002.7 2.7"/>',
    ),
    "topic-support": (
        24,
        '<path d="M12 19.5c-5.5-4-8-6.9-8-10.1a4.2 4.2 0 018-1.8 4.2 4.2 0 018 1.8c0 3.2-2.5 6.1-8 10.1z"/>',
    ),
    "topic-culture": (
        24,
        '<circle cx="12" cy="12" r="8"/>'
        '<path d="M4 12h16M12 4v16M6.4 6.3c3.4 3.3 3.4 8.1 0 11.4M17.6 6.3c-3.4 3.3-3.4 8.1 0 11.4"/>',
    ),
    "topic-safety": (
        24,
        '<path d="M12 4l7 2.5V12c0 4-2.8 6.6-7 8-4.2-1.4-7-4-7-8V6.5zM9 12l2.2 2.2 4-4.2"/>',
    ),
    "topic-countryside": (
        24,
        '<path d="M12 20v-8c0-3.6 2.4-6 7-6 0 4-2.6 6-7 6M12 15c-4.2 0-6.5-1.8-6.5-5.2C10 9.8 12 12 12 15M5 20h14"/>',
    ),
    "topic-services": (
        24,
        '<path d="M5 11v8.5h14V11M10 19.5V15h4v4.5M4 8l1.5-3.5h13L20 8a2.67 2.67 0 01-5.33 0 2.67 2.67 0 01-5.34 0'
        'A2.67 2.67 0 014 8z"/>',
    ),
    "topic-other": (
        24,
        '<path d="M5 5h5.5v5.5H5zM13.5 5H19v5.5h-5.5zM5 13.5h5.5V19H5zM13.5 13.5H19V19h-5.5z"/>',
    ),
}
"""By the name of the icon: (size of the box, shapes)."""
