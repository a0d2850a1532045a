"""The Reports desk: every report, its questions, its preview, its files and its schedules."""

from shopdesk.screens.reports.desk import ReportsDesk

__all__ = ["ReportsDesk"]
