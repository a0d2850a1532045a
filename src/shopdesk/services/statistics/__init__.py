"""What shops' own statistics tell of their visitors, day by day: taken in, and how far they go."""

from shopdesk.services.statistics.arriving import Haul, Placed, place, shop_for
from shopdesk.services.statistics.reads import Newest, newest

__all__ = ["Haul", "Newest", "Placed", "newest", "place", "shop_for"]
