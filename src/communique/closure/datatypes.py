"""What the closure needs to know of the datatypes of XML Schema.

Value spaces of different primitive types share no value
(https://www.w3.org/TR/xmlschema11-2/#value-space), so that a literal of one can never be a value
of another. Lexical spaces: https://www.w3.org/TR/xmlschema11-2/#built-in-datatypes.
"""

from __future__ import annotations

import base64
import binascii
import calendar
import re
from collections.abc import Callable
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from communique.vocabulary import RDF, RDFS, XSD

_INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
_STRINGS = ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")
_DATES = ("date", "dateTime", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay")
_ALONE = ("boolean", "float", "double", "hexBinary", "base64Binary", "anyURI", *_DATES)

FAMILIES: dict[NamedNode, str] = {
    XSD.decimal: "decimal",
    **{XSD[name]: "decimal" for name in _INTEGERS},
    **{XSD[name]: "string" for name in _STRINGS},
    **{XSD[name]: name for name in _ALONE},
    XSD.dateTimeStamp: "dateTime",
    RDF.langString: "langString",
}
"""Datatype to the primitive type whose values it shares."""

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ZONE = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR = r"(?P<year>-?([1-9]\d{3,}|0\d{3}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12]\d|3[01])"
_TIME = r"(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)"
_NAME_START = r"[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\uFFFD]"
_NAME_PART = _NAME_START[:-1] + r"\-.0-9\u00B7\u0300-\u036F]"
_DOUBLE = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?|[+-]?INF|NaN"
_LEXICAL: dict[NamedNode, str] = {
    XSD[name]: pattern
    for name, pattern in {
        **dict.fromkeys(_INTEGERS, r"[+-]?\d+"),
        "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
        "double": _DOUBLE,
        "float": _DOUBLE,
        "boolean": r"true|false|1|0",
        "hexBinary": r"([0-9A-Fa-f]{2})*",
        "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
        "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
        "dateTimeStamp": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE[:-1]}",
        "time": _TIME + _ZONE,
        "gYear": _YEAR + _ZONE,
        "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
        "gMonth": f"--{_MONTH}{_ZONE}",
        "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
        "gDay": f"---{_DAY}{_ZONE}",
        "normalizedString": r"[^\t\n\r]*",
        "token": r"([^\s]+( [^\s]+)*)?",
        "language": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
        "Name": f"(:|{_NAME_START})(:|{_NAME_PART})*",
        "NCName": f"{_NAME_START}({_NAME_PART})*",
        "NMTOKEN": f"(:|{_NAME_PART})+",
    }.items()
}


def is_datatype(node: object) -> bool:
    """Whether an IRI names a datatype of XML Schema, RDF or RDFS."""
    return node in FAMILIES or node in (RDFS.Literal, RDF.PlainLiteral, RDF.XMLLiteral, RDF.HTML)


def relatives(datatype: NamedNode) -> tuple[NamedNode, ...]:
    """Datatypes that share values with this one; none where nothing is known of it."""
    family = FAMILIES.get(datatype)
    return tuple(other for other, name in FAMILIES.items() if name == family) if family else ()


def narrower(datatype: NamedNode) -> tuple[NamedNode, ...]:
    """Datatypes all of whose values are values of this one, itself included."""
    if datatype in (XSD.decimal, XSD.string):
        return relatives(datatype)
    bounds = _INTEGERS.get(datatype.value.removeprefix(str(XSD)))
    if bounds is None:
        return (datatype, XSD.dateTimeStamp) if datatype == XSD.dateTime else (datatype,)
    return tuple(XSD[name] for name, inner in _INTEGERS.items() if _within(inner, bounds))


def is_well_typed(literal: Literal) -> bool:
    """Whether the lexical form is one of its datatype; true where nothing is known of it."""
    text = literal.value
    if literal.datatype == XSD.base64Binary:
        return _is_base64(text)
    pattern = _LEXICAL.get(literal.datatype)
    if pattern is None:
        return True
    match = re.fullmatch(pattern, text)
    if match is None:
        return False
    bounds = _INTEGERS.get(literal.datatype.value.removeprefix(str(XSD)))
    if bounds is not None:
        return _within((int(text), int(text)), bounds)
    parts = match.groupdict()
    return "day" not in parts or "month" not in parts or _is_day(parts)


def have_different_values(first: Literal, second: Literal) -> bool:
    """Whether two literals are known to stand for different values."""
    families = FAMILIES.get(first.datatype), FAMILIES.get(second.datatype)
    if None in families or not (is_well_typed(first) and is_well_typed(second)):
        return False
    if families[0] != families[1]:
        return True
    values = _value(first), _value(second)
    return None not in values and values[0] != values[1]


def _value(literal: Literal) -> object:
    """Something that is equal for literals of one family and value; None where it is not known."""
    family, text = FAMILIES[literal.datatype], literal.value
    if family in _DATES:
        return text if _is_local(text) else None
    if family in _VALUES:
        return _VALUES[family](text)
    return text, (literal.language or "").casefold()


_VALUES: dict[str, Callable[[str], object]] = {
    "decimal": Decimal,
    "float": float,
    "double": float,
    "boolean": lambda text: text in ("true", "1"),
    "hexBinary": str.casefold,
    "base64Binary": base64.b64decode,
}


def _within(inner: tuple[int | None, int | None], outer: tuple[int | None, int | None]) -> bool:
    low = outer[0] is None or (inner[0] is not None and inner[0] >= outer[0])
    return low and (outer[1] is None or (inner[1] is not None and inner[1] <= outer[1]))


def _is_day(parts: dict[str, str]) -> bool:
    year = int(parts.get("year", 2000))
    month, day = int(parts["month"]), int(parts["day"])
    return day <= _LENGTHS[month - 1] + (month == 2 and calendar.isleap(year))


def _is_local(text: str) -> bool:
    """No time zone and no fraction: then equal values have equal lexical forms."""
    return re.search(r"Z$|[+-]\d\d:\d\d$|\.|24:00", text) is None


def _is_base64(text: str) -> bool:
    try:
        base64.b64decode(text.replace(" ", ""), validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
