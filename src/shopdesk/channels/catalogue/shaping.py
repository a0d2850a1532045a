"""From rows to products: which row belongs to which product, and what a variant is made of."""

from collections.abc import Mapping, Sequence
from typing import Any

from shopdesk.channels.catalogue.goods import Goods, Item
from shopdesk.channels.catalogue.spec import CatalogueSpec
from shopdesk.channels.headers import fold

OPTIONS = ("option_1", "option_2", "option_3")


def keys(spec: CatalogueSpec, shared: Mapping[str, Any], own: Mapping[str, Any]) -> list[str]:
    """Return what names the product of a row; nothing where the row says nothing of it."""
    if spec.family:
        return _family_keys(shared, own)
    for field in spec.group:
        value = shared.get(field)
        if value and (field != "name" or "name" in spec.group[:1] or own.get("variation")):
            return [f"{field}: {value}"]
    return []


def _family_keys(shared: Mapping[str, Any], own: Mapping[str, Any]) -> list[str]:
    """Return the product of a WooCommerce row: variations name it by SKU or as ``id:NN``."""
    kinds, parent = _kinds(shared), shared.get("parent")
    if "variation" in kinds and parent:
        return [fold(str(parent))]
    if "variable" in kinds:
        sku = fold(str(own.get("sku") or ""))
        return [name for name in (sku, f"id:{shared.get('product_code')}") if name]
    return []


def _kinds(shared: Mapping[str, Any]) -> set[str]:
    return {part.strip().casefold() for part in str(shared.get("type") or "").split(",")}


def add(spec: CatalogueSpec, goods: Goods, item: Item, shared: Mapping[str, Any]) -> None:
    """Take one row into its product."""
    if spec.family:
        _add_family(goods, item, shared)
        return
    more = shared.get("pictures") or () if goods.row != item.row else ()
    if more:
        goods.said["pictures"] = tuple(dict.fromkeys((*(goods.said["pictures"] or ()), *more)))
    if spec.own and not any(item.said.get(field) is not None for field in spec.own):
        return
    if spec.merges and (same := _same(goods, item)):
        same.said["stock"] = _sum(same.said.get("stock"), item.said.get("stock"))
        return
    goods.items.append(item)


def _add_family(goods: Goods, item: Item, shared: Mapping[str, Any]) -> None:
    kinds = _kinds(shared)
    if "variation" in kinds:
        item.said["variant_code"] = shared.get("product_code")
        item.said["picture"] = shared.get("pictures")
        if goods.row == item.row:  # before its parent: what is said here is the variation's own
            goods.said = {"product_code": str(shared.get("parent") or "").removeprefix("id:")}
            goods.row = 0
        goods.items.append(item)
    elif "variable" in kinds:
        goods.said, goods.row = dict(shared), item.row
    elif "grouped" not in kinds:
        item.said |= dict.fromkeys(OPTIONS)  # of a simple product they are its facts
        goods.items.append(item)


def _same(goods: Goods, item: Item) -> Item | None:
    mine = [item.said.get(field) for field in OPTIONS]
    return next((i for i in goods.items if [i.said.get(f) for f in OPTIONS] == mine), None)


def _sum(one: int | None, other: int | None) -> int | None:
    return other if one is None else one if other is None else one + other


def finished(spec: CatalogueSpec, goods: Sequence[Goods]) -> list[Goods]:
    """Return the products, each variant with its variation, price, SKU and codes settled."""
    states = dict(spec.states)
    for one in goods:
        if "state" in one.said:
            one.said["state"] = states.get(fold(str(one.said["state"] or "")))
        for item in one.items:
            _settle(spec, one, item)
    return [one for one in goods if one.items or spec.offers]


def _settle(spec: CatalogueSpec, goods: Goods, item: Item) -> None:
    said = item.said
    if any(option in said for option in OPTIONS):
        options = [said.pop(option, None) for option in OPTIONS]
        named = [text for text in options if text and text not in spec.plain]
        said["variation"] = ",".join(named) or said.get("variation")
    if "sale" in said:
        sale, regular = said.pop("sale"), said.get("price")
        said["price"] = regular if sale is None else sale
        said["compare_at"] = None if sale is None else regular
    if spec.sole and not said.get("sku") and len(goods.items) + goods.refused == 1:
        said["sku"] = goods.said.get("parent_sku")
    if spec.loose:
        said["variant_code"] = said.get("variation") or ""
