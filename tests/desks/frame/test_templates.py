"""Every template with a page to fill it: strict content policy, structure, labels, and nothing left out."""

from __future__ import annotations

import re
import unicodedata

import pytest

from tests.desks.frame import samples
from tests.desks.frame.rendering import DESKS, MISSING, Document, Element, engine, render

ALL = {**samples.PAGES, **samples.FRAGMENTS, **samples.SHEETS}
_INPUTS = ("input", "select", "textarea")


def document(name: str) -> Document:
    return Document.of(render(*ALL[name]))


def hidden(element: Element) -> bool:
    return element.attributes.get("type") == "hidden"


@pytest.mark.parametrize("name", ALL)
def test_a_page_has_every_value_its_template_asks_for(name: str) -> None:
    html = render(*ALL[name])
    assert MISSING not in html
    assert unicodedata.is_normalized("NFC", html)


@pytest.mark.parametrize("name", ALL)
def test_nothing_inline_that_the_content_policy_forbids(name: str) -> None:
    found = document(name)
    assert not found.all("style")
    assert all("src" in script.attributes and not script.text.strip() for script in found.all("script"))
    for element in found.elements:
        assert "style" not in element.attributes, element
        assert not [attribute for attribute in element.attributes if attribute.startswith("on")], element


@pytest.mark.parametrize("name", samples.PAGES)
def test_a_page_has_one_heading_one_main_part_and_its_language(name: str) -> None:
    found = document(name)
    assert found.all("html")[0].attributes["lang"] == "vi"
    assert len(found.all("h1")) == 1
    assert len(found.all("main")) == 1
    assert len(found.all("header")) == 1
    skip = found.all("a")[0]
    assert skip.attributes["href"] == "#" + found.all("main")[0].attributes["id"]


@pytest.mark.parametrize("name", samples.PAGES)
def test_headings_step_down_one_level_at_a_time(name: str) -> None:
    levels = [int(heading.tag[1]) for heading in document(name).all("h1", "h2", "h3")]
    highest = 0
    for level in levels:
        assert level <= highest + 1 or highest == 0
        highest = level


def test_titles_are_unique() -> None:
    titles = [document(name).all("title")[0].text for name in samples.PAGES]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("name", ALL)
def test_every_input_has_a_label(name: str) -> None:
    found = document(name)
    labelled = {label.attributes.get("for") for label in found.all("label")}
    for control in found.all(*_INPUTS):
        assert hidden(control) or control.within("label") or control.attributes.get("id") in labelled, control


@pytest.mark.parametrize("name", ALL)
def test_buttons_links_and_images_can_be_named(name: str) -> None:
    found = document(name)
    for element in found.all("button", "a", "summary"):
        assert element.text.strip() or element.attributes.get("aria-label"), element
    assert all(link.attributes.get("href") for link in found.all("a"))
    assert all("alt" in image.attributes for image in found.all("img"))
    for drawing in found.all("svg"):
        assert drawing.attributes.get("aria-hidden") == "true" or drawing.attributes.get("aria-label")


@pytest.mark.parametrize("name", ALL)
def test_ids_are_unique_and_what_points_to_one_finds_it(name: str) -> None:
    found = document(name)
    ids = found.ids()
    assert len(set(ids)) == len(ids), sorted(one for one in ids if ids.count(one) > 1)
    for element in found.elements:
        pointing = [element.attributes.get(name, "") for name in ("aria-describedby", "aria-labelledby", "for")]
        if element.attributes.get("href", "").startswith("#") and len(element.attributes["href"]) > 1:
            pointing.append(element.attributes["href"][1:])
        assert not set(" ".join(pointing).split()) - set(ids), element


@pytest.mark.parametrize("name", ALL)
def test_forms_that_change_something_carry_the_token(name: str) -> None:
    html = render(*ALL[name])
    assert len(re.findall(r'<form[^>]*method="post"', html)) == html.count('name="csrfmiddlewaretoken"')


@pytest.mark.parametrize("name", samples.PAGES)
def test_tables_keep_their_meaning_when_they_are_stacked(name: str) -> None:
    for cell in document(name).all("td", "th"):
        assert cell.attributes.get("role") in {"cell", "columnheader", "rowheader"}
        assert cell.tag == "td" or cell.attributes["scope"] in {"col", "row"}


@pytest.mark.parametrize("name", samples.PAGES)
def test_a_colour_never_stands_alone(name: str) -> None:
    toned = {"calm", "good", "near", "late", "quiet"}
    found = document(name)
    for badge in found.all("span"):
        classes = set(badge.attributes.get("class", "").split())
        if "badge" in classes and classes & toned and "demo" not in classes:
            assert badge.text.strip()
            assert any(badge in drawing.ancestors for drawing in found.all("svg")), badge


@pytest.mark.parametrize("name", samples.PAGES)
def test_the_demonstration_says_so_on_screen_and_on_paper(name: str) -> None:
    template, page = samples.PAGES[name]
    if template != "entrance/refused.html":
        shown = render(template, page)
        demonstration = page.frame.demonstration  # type: ignore[attr-defined]
        assert ("dữ liệu mô phỏng" in shown) == demonstration
        assert ('class="print-only"' in shown) == demonstration


def test_public_pages_are_always_light_and_staff_pages_are_not() -> None:
    for name, (_, page) in samples.PAGES.items():
        look = document(name).all("html")[0].attributes["class"]
        public = getattr(getattr(page, "frame", None), "public", False)
        assert look == ("public" if public else "staff"), name


def test_errors_are_told_at_the_top_and_beside_the_input() -> None:
    found = document("intake_wrong")
    links = [link for link in found.all("a") if link.attributes["href"].startswith("#id_")]
    assert [link.attributes["href"] for link in links] == ["#id_name", "#id_phone"]
    wrong = [control for control in found.all("input") if control.attributes.get("aria-invalid") == "true"]
    assert [control.attributes["name"] for control in wrong] == ["name", "phone"]
    assert all(control.attributes["aria-describedby"] == control.attributes["id"] + "-error" for control in wrong)
    assert wrong[1].attributes["value"] == "09000"


def test_the_intake_form_sends_what_its_page_documents() -> None:
    sent = {control.attributes["name"] for control in document("intake").all("input", "select", "textarea")}
    assert sent - {"csrfmiddlewaretoken"} == {
        *("scan", "name", "birth", "id_number", "phone", "address", "email"),
        *("owner_name", "owner_address", "authorisation", "procedure_query", "procedure", "papers", "copies"),
        *("duplicate", "reason", "competent_unit", "helped_unit", "back", "request_key"),
    }
    steps = [button.attributes["value"] for button in document("intake").all("button") if "value" in button.attributes]
    assert [steps.pop(0) for _ in range(3)] == ["1", "7-KT", "next"]  # of the posts and of the window above
    assert steps == ["read", "search", "guide", "turn_away", "print", "save", "preview"]
    # Enter presses the first: a scanner ends with it
    listed = [button for button in document("intake_wrong").all("button") if button.within("li")]
    chosen = [button.attributes["name"] for button in listed if button.attributes["name"] != "post"]
    assert chosen == ["choose"] * 3


def test_each_figure_of_the_half_year_is_a_link() -> None:
    heading = document("overview").all("h1")[0]
    figures = [link for link in document("overview").all("a") if link.within("h1")]
    assert [link.text for link in figures] == ["1.401", "1.400", "99,93%", "39.779", "39.751", "99,93%"]
    assert heading.text.strip() == (
        "Cấp huyện tiếp nhận 1.401 hồ sơ, đã giải quyết 1.400, đạt 99,93%; "
        "cấp xã tiếp nhận 39.779, đã giải quyết 39.751, đạt 99,93%."
    )


def test_what_a_person_typed_is_escaped() -> None:
    from dataclasses import replace

    from tests.desks.frame.samples_counter import INTAKE

    page = replace(INTAKE, name=replace(INTAKE.name, value='"><script>alert(1)</script>'))
    assert "<script>alert" not in render("counter/intake.html", page)


def test_every_template_is_used() -> None:
    templates = {
        str(path.relative_to(root)): path for root in DESKS.glob("*/templates") for path in root.rglob("*.html")
    }
    used = {template for template, _ in ALL.values()}
    used |= {f"frame/icons/{icon}.html" for icon in ("check", "late", "clock", "dot", "ring", "note")}
    waiting = list(used)
    while waiting:
        source = templates[waiting.pop()].read_text()
        named = set(re.findall(r'{% (?:include|extends) "([^"]+)"', source)) - used
        used |= named
        waiting += named
    assert sorted(set(templates) - used) == []


def test_every_static_file_that_a_template_names_exists() -> None:
    named = set()
    for root in DESKS.glob("*/templates"):
        for path in root.rglob("*.html"):
            named |= set(re.findall(r"{% static '([^']+)' %}", path.read_text()))
    assert named
    assert [name for name in sorted(named) if not list(DESKS.glob(f"*/static/{name}"))] == []


def test_templates_compile_alone() -> None:
    for root in DESKS.glob("*/templates"):
        for path in root.rglob("*.html"):
            engine().get_template(str(path.relative_to(root)))
