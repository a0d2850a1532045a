"""The real workstation on a real store, without a terminal."""

from contextlib import asynccontextmanager

import pytest
from tests.goods import stock_up
from tests.rig import NOW, add_orders, home, open_store

from shopdesk import locale
from shopdesk.app import ShopDeskApp
from shopdesk.clock import Clock
from shopdesk.store import Store


@pytest.fixture(autouse=True)
def english():
    """Speak English, whatever the tests before spoke."""
    before = locale.language()
    locale.use("en")
    yield
    locale.use(before)


@pytest.fixture
def shop(tmp_path):
    """Open the workstation on a store with these orders: ``async with shop(orders) as it``."""

    @asynccontextmanager
    async def opened(orders=(), size=(120, 36), channel="shopify", folders=(), **more):
        clock = Clock("Asia/Jakarta", now=NOW)
        store = open_store(tmp_path)
        if orders:
            store.run("seed", lambda work: add_orders(work, [dict(o) for o in orders], channel))
        store.close()
        app = ShopDeskApp(
            lambda: Store.open(home(tmp_path), clock), clock=clock, folders=list(folders), **more
        )
        async with app.run_test(size=size) as pilot:
            it = Visit(app, pilot)
            await it.until(lambda: app.desk is not None and app.desk.grid.window.known)
            await it.until(lambda: it.grid.row is not None or not it.grid.window.total)
            await pilot.pause()
            yield it
        app.doorway.close()

    return opened


@pytest.fixture
def desk(shop, tmp_path):
    """Open the Products desk on the small catalogue: ``async with desk() as it``."""

    @asynccontextmanager
    async def opened(size=(120, 36), orders=(), **more):
        store = open_store(tmp_path)
        stock_up(store, orders)
        store.close()
        async with shop((), size, **more) as it:
            await it.press("3")
            await it.until(lambda: it.desk.PLACE == "products" and it.grid.row is not None)
            await it.pilot.pause()
            yield it

    return opened


class Visit:
    """A person at the workstation: presses keys, waits, reads the screen."""

    def __init__(self, app, pilot):
        self.app, self.pilot = app, pilot

    @property
    def desk(self):
        return self.app.desk

    @property
    def grid(self):
        return self.desk.grid

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text):
        await self.press(*text)

    async def until(self, so):
        """Wait until this is so; a test that waits in vain fails."""
        for _turn in range(400):
            if so():
                return
            await self.pilot.pause(0.01)
        assert so(), self.text()

    def text(self):
        """Return what the terminal shows, line by line."""
        return "\n".join(
            "".join(segment.text for segment in strip)
            for strip in self.app.screen._compositor.render_strips()
        )

    def said(self):
        """Return the toasts that are shown."""
        return [notification.message for notification in self.app._notifications]

    async def said_so(self, *words):
        await self.until(lambda: any(all(w in said for w in words) for said in self.said()))
