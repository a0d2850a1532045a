"""The Today desk: what needs a hand now, the figures so far, and how fresh they are."""

from shopdesk.screens.today.desk import TodayDesk

__all__ = ["TodayDesk"]
