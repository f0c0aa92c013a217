"""A timetable brought along from elsewhere: read from a file, checked in full, and only then kept."""
