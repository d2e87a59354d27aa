"""The rules of the house that no tool knows."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "thongsuot"
CODE = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)
ROOMS = sorted(
    p for storey in ("foundation", "domain", "interfaces") for p in (PACKAGE / storey).iterdir() if p.is_dir()
)
TEMPLATES = sorted((PACKAGE / "interfaces" / "web" / "templates").rglob("*.html"))
HOMELESS = {"utils", "helpers", "common", "services", "managers", "mixins", "signals"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_TEMPLATE = 120


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _rooms() -> list[Path]:
    return [room for room in ROOMS if room.name != "__pycache__"]


def test_every_room_has_its_card() -> None:
    without = [room.name for room in _rooms() if not ast.get_docstring(_tree(room / "__init__.py"))]

    assert without == []


def test_every_module_says_what_it_is() -> None:
    silent = [str(p.relative_to(ROOT)) for p in CODE if p.name != "__init__.py" and not ast.get_docstring(_tree(p))]

    assert silent == []


def test_nothing_is_homeless() -> None:
    assert [str(p) for p in CODE if p.stem in HOMELESS] == []


def test_no_file_outgrows_its_bound() -> None:
    long = {str(p.relative_to(ROOT)): n for p in CODE if (n := len(p.read_text().splitlines())) > LONGEST_FILE}

    assert long == {}


def test_no_function_outgrows_its_bound() -> None:
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in CODE
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []


def test_no_template_outgrows_its_bound() -> None:
    assert {p.name: n for p in TEMPLATES if (n := len(p.read_text().splitlines())) > LONGEST_TEMPLATE} == {}


def test_templates_hold_no_script_style_or_raw_text() -> None:
    banned = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|\|\s*safe\b|mark_safe|autoescape off")

    found = [f"{p.name}: {m.group(0)}" for p in TEMPLATES for m in banned.finditer(p.read_text())]

    assert found == []


def test_every_action_wears_the_decorator() -> None:
    """Public functions in modules of actions are actions, or say in their docstring whose action they run inside."""
    bare = [
        f"{path.relative_to(ROOT)} {node.name}"
        for path in CODE
        if ("actions" in path.parts or path.name == "actions.py") and "audit" not in path.parts
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and {arg.arg for arg in node.args.kwonlyargs} >= {"by", "at"}
        and not any("action" in ast.unparse(d) for d in node.decorator_list)
        and "inside an action" not in (ast.get_docstring(node) or "").lower()
    ]

    assert set(bare) <= EXCEPTIONS


# The first unit has no unit above it over which a permission could be held.
EXCEPTIONS = {
    "thongsuot/foundation/organisations/actions/units.py open_root",
    "thongsuot/foundation/accounts/actions.py found_installation",
    "thongsuot/domain/plans/actions/documents.py confirm_document",
    "thongsuot/domain/plans/actions/documents.py receive_document",
    "thongsuot/domain/plans/actions/documents.py ask_document_supplement",
}


def test_views_touch_no_models() -> None:
    web = PACKAGE / "interfaces" / "web"
    touching = [
        str(p.relative_to(ROOT))
        for p in web.rglob("views*.py")
        if re.search(r"\.objects\b|_default_manager|\.save\(|\.delete\(", p.read_text())
    ]

    assert touching == []


def test_the_demonstration_writes_no_model() -> None:
    demonstration = PACKAGE / "interfaces" / "cli" / "demonstration"
    banned = re.compile(
        r"\.objects\b|_default_manager|\.save\((?:\)|update_fields)|\.create\(|bulk_create|cursor\(|\.delete\(|\.update\("
    )

    writing = [f"{p.name}: {m.group(0)}" for p in demonstration.rglob("*.py") for m in banned.finditer(p.read_text())]

    assert demonstration.exists()
    assert writing == []


def test_only_interfaces_read_the_clock() -> None:
    reading = re.compile(r"timezone\.now\(|datetime\.now\(|datetime\.today\(|date\.today\(|time\.time\(")
    below = [
        p for p in CODE if "interfaces" not in p.parts and p.name not in {"clock.py", "embedded.py", "launching.py"}
    ]

    assert [str(p.relative_to(ROOT)) for p in below if reading.search(p.read_text())] == []


@pytest.mark.parametrize("ending", ["models.py", "actions.py", "queries.py"])
def test_public_functions_have_unique_names_among(ending: str) -> None:
    names = Counter(
        node.name
        for path in CODE
        if path.name == ending or ending[:-3] in path.parts
        for node in _tree(path).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    )

    assert [name for name, times in names.items() if times > 1] == []


def test_no_signals() -> None:
    assert [str(p) for p in CODE if "django.dispatch" in p.read_text() or "db.models.signals" in p.read_text()] == []


def test_the_domain_knows_no_http_forms_or_queue() -> None:
    banned = re.compile(
        r"^(?:from|import) (?:django\.(?:http|forms|views|urls|shortcuts)|ninja|procrastinate)\b", re.MULTILINE
    )
    domain = [p for p in CODE if "domain" in p.parts]

    assert [str(p.relative_to(ROOT)) for p in domain if banned.search(p.read_text())] == []
