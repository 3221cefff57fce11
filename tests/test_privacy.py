"""Personal data that must not be kept: found wherever it stands, and nothing else taken for it."""

from datetime import date
from pathlib import Path

import pytest
from conftest import tries
from hypothesis import assume, example, given
from hypothesis import strategies as st
from stdnum.no import fodselsnummer

from du_cli.dataset.load import load
from du_cli.dataset.privacy import is_identity_number, personal_data
from du_cli.workspace import open_dataset

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
PUBLISHED = "31129956715"
"""The tax administration's own example."""


def found(text: str) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in personal_data(text, "data/members.yaml")]


def control(digits: str, weights: tuple[int, ...]) -> int:
    """What a check digit would have to be; ten when no digit will do."""
    return -sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False)) % 11


def synthetic(day: date, serial: int, *, day_add: int = 0, month_add: int = 0, ahead: int = 0) -> str | None:
    """A number made up for a day; ``ahead`` is added to the first check digit, as the rule from 2032 on allows."""
    begun = f"{day.day + day_add:02}{day.month + month_add:02}{day.year % 100:02}{serial:03}"
    first = (control(begun, FIRST) + ahead) % 11
    second = control(f"{begun}{first}", SECOND)
    return f"{begun}{first}{second}" if first < 10 and second < 10 else None


# ----------------------------------------------------------------------------------------------- national identity numbers

DAYS = st.dates(date(1900, 1, 1), date(1999, 12, 31))
SERIALS = st.integers(0, 499)


@given(DAYS, SERIALS, st.sampled_from([(0, 0), (40, 0), (0, 40), (40, 40)]))
@tries(500)
def test_a_number_that_python_stdnum_accepts_is_one(day: date, serial: int, add: tuple[int, int]) -> None:
    number = synthetic(day, serial, day_add=add[0], month_add=add[1])
    assume(number)
    assert number
    assert fodselsnummer.is_valid(number)
    assert is_identity_number(number)
    assert found(f"note: {number}") == [("DU701", 1, 7)]


@given(st.one_of(st.from_regex(r"[0-7][0-9][0-5][0-9]{8}", fullmatch=True), DAYS.map(lambda day: f"{day:%d%m%y}12345")), st.integers(0, 99))
@tries(2000)
@example("15108695088", 88)
def test_among_random_numbers_none_that_python_stdnum_accepts_is_missed_and_others_only_by_the_new_rule(begun: str, end: int) -> None:
    number = f"{begun[:9]}{end:02}"
    ours, theirs = is_identity_number(number), fodselsnummer.is_valid(number)
    if theirs:
        assert ours
    elif ours:
        by_new_rule = control(number, FIRST) != int(number[9])
        with pytest.raises(fodselsnummer.ValidationError) as raised:
            fodselsnummer.validate(number)
        assert by_new_rule or isinstance(raised.value, fodselsnummer.InvalidComponent), "not born yet, or of no century"


@given(DAYS, SERIALS, st.integers(0, 10))
@tries(1000)
def test_the_first_check_digit_may_leave_one_to_three_and_no_more(day: date, serial: int, ahead: int) -> None:
    number = synthetic(day, serial, ahead=ahead)
    assume(number)
    assert number
    assert is_identity_number(number) == (ahead <= 3)


@given(DAYS, SERIALS, st.integers(1, 10))
@tries(500)
def test_the_second_check_digit_leaves_nothing(day: date, serial: int, ahead: int) -> None:
    number = synthetic(day, serial)
    assume(number)
    assert number
    last = (int(number[-1]) + ahead) % 11
    assume(last < 10)
    assert not is_identity_number(f"{number[:-1]}{last}")


def test_the_published_example_is_found() -> None:
    assert is_identity_number(PUBLISHED)
    assert found(PUBLISHED) == [("DU701", 1, 1)]


@pytest.mark.parametrize("number", ["3102", "0013", "3213", "3104", "2902"])
def test_a_day_that_never_was_is_no_number(number: str) -> None:
    years = (99,) if number == "2902" else range(100)
    begun = [f"{number}{year:02}{serial:03}" for year in years for serial in range(0, 999, 37)]
    full = [f"{one}{first}{control(one + str(first), SECOND)}" for one in begun if (first := control(one, FIRST)) < 10]
    assert any(len(one) == 11 for one in full)
    assert not any(is_identity_number(one) for one in full)


@pytest.mark.parametrize("digits", ["", "1", PUBLISHED[:-1], PUBLISHED + "1"])
def test_ten_or_twelve_digits_are_no_number(digits: str) -> None:
    assert not is_identity_number(digits)


NUMBER = "15108695088"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (NUMBER, 1), (f"note: {NUMBER}", 7), (f'note: "{NUMBER}"', 8), (f"- {NUMBER}", 3), (f"# {NUMBER}", 3), (f"født {NUMBER}.", 6),
        ("note: 151086 95088", 7), ("note: 151086\u00a095088", 7), ("note: 151086-95088", 7), (f"[{NUMBER}, x]", 2), (f"{{note: {NUMBER}}}", 8),
        (f"{NUMBER}: x", 1), (f"title: beløp {NUMBER}", 14), (f"summary: amount: {NUMBER}", 18), (f"note: the sha256: {NUMBER}", 19),
        (f"my_amount: {NUMBER}", 12), (f"text_{NUMBER}", 6), (f"({NUMBER})", 2), (f"æ {NUMBER}", 3), (f"path: filer/{NUMBER}.pdf", 13),
    ],
)  # fmt: skip
def test_an_identity_number_is_found_wherever_it_stands(text: str, column: int) -> None:
    assert found(f"a: b\n{text}\n") == [("DU701", 2, column)]
    assert found(f"a: b\r\n{text}\r\n") == [("DU701", 2, column)]


@pytest.mark.parametrize(
    "text",
    [
        f"x{NUMBER}", f"{NUMBER}x", f"1{NUMBER}", f"{NUMBER}1", f"æ{NUMBER}", f"{NUMBER}Å", "15108695089", "15108695098", "1510869508", "15.10.86 95088",
        f"sha256: {NUMBER}", f'sha256: "{NUMBER}"', f"text_sha256: {NUMBER}", f"amount: {NUMBER}", f"  total_cost: {NUMBER}", f"- amount: {NUMBER}",
        f"organisation_number: '{NUMBER}'", f"{{name: x, amount: {NUMBER}}}", f"{{amount: {NUMBER}}}", f'"amount": {NUMBER}', f"{{a: b,organisation_number: {NUMBER}}}",
        "from: 2026-02-03", "[2026-02-03, 2026-02-04]", "sha256: " + "15108695088" * 5 + "123456789", "", "id: 2026-003", "20260203 10:00",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_identity_number_is_left_alone(text: str) -> None:
    assert found(f"{text}\n") == []


def test_the_number_itself_is_never_repeated() -> None:
    (one,) = personal_data(f"note: {NUMBER}", "x")
    assert NUMBER not in repr(one)


def test_every_number_on_a_line_and_in_a_file_is_found() -> None:
    assert found(f"{NUMBER} {PUBLISHED}\n\n{NUMBER}") == [("DU701", 1, 1), ("DU701", 1, 13), ("DU701", 3, 1)]


# ------------------------------------------------------------------------------------- e-mail addresses, telephone numbers


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("note: ola@example.org", "ola@example.org"), ("<ola.nordmann+du@post.example.no>", "ola.nordmann+du@post.example.no"),
        ("# OLA@EXAMPLE.ORG", "OLA@EXAMPLE.ORG"), ("mailto:ola_n@example.org?subject=x", "ola_n@example.org"), ("[a-b@c-d.no]", "a-b@c-d.no"),
        ("note: +47 22 13 26 58", "+47 22 13 26 58"), ("+4722132658", "+4722132658"), ("(+47 22132658)", "+47 22132658"), ("0047 221 32 658", "0047 221 32 658"),
        ("004722132658", "004722132658"), ("tlf 22132658", "tlf 22132658"), ("Tlf. 22 13 26 58", "Tlf. 22 13 26 58"), ("tlf.: 22132658", "tlf.: 22132658"),
        ("telefon: 22 13 26 58", "telefon: 22 13 26 58"), ("Telefonnummer 22132658", "Telefonnummer 22132658"), ("mobil 900 00 000", "mobil 900 00 000"),
        ("MOBIL:90000000", "MOBIL:90000000"), ("mobiltelefon 90000000", "mobiltelefon 90000000"), ("tlf\u00a022\u00a013\u00a026\u00a058", "tlf\u00a022\u00a013\u00a026\u00a058"),
        ("(+47) 22 33 44 55", "(+47) 22 33 44 55"), ("+47-22-33-44-55", "+47-22-33-44-55"), ("(0047)22334455", "(0047)22334455"),
        ("tlf. 22-33-44-55", "tlf. 22-33-44-55"), ("+47-2233-4455", "+47-2233-4455"), ("+47 22-33-44-55", "+47 22-33-44-55"), ("(+47)-22-33-44-55", "(+47)-22-33-44-55"),
        ("åse@kommune.no", "åse@kommune.no"), ("a\u030ase@kommune.no", "a\u030ase@kommune.no"), ("<kåre.øy@bø-i-vest.kommune.no>", "kåre.øy@bø-i-vest.kommune.no"),
        ('telefon: "22132658"', 'telefon: "22132658'), ("tlfnr 22132658", "tlfnr 22132658"), ("tlf nr 22132658", "tlf nr 22132658"), ("Telefon nr.: 22132658", "Telefon nr.: 22132658"),
    ],
)  # fmt: skip
def test_a_way_to_reach_somebody_is_found(text: str, what: str) -> None:
    problems = list(personal_data(f"a: b\n{text}\n", "x"))
    assert [(one.code, one.place.line, one.values["text"]) for one in problems] == [("DU702", 2, what)]
    assert text.index(what) == problems[0].place.column - 1


@pytest.mark.parametrize(
    "text",
    [
        "organisation_number: 923609016", "org.nr. 923 609 016", "amount: 22132658", "total_cost: 4500000", "beløp 22 132 658 kroner", "22 13 26 58",
        "tlf 2213265", "tlf 221326581", "telefon 2213 265812", "mobil: ja", "+46 22 13 26 58", "+47 2213265", "+47 221326589", "147 22132658", "x+4722132658",
        "10047 22132658", "år 2020 2021 2022", "2026-02-03", "automobil 22132658", "telefoni 22132658", "mobilitet i 2026", "@ola", "ola@", "ola@example",
        "ola @ example.org", "user@localhost", "§ 1 @ x.y", "kl. 10:00", "telefonmøte 2026-02-03", "tlf 2026-02-03", "mobil: 2026-02-03 og 2026-03-03", "+47-2026-02-03",
        "22-33-44-55", "(+46) 22 33 44 55", "+47--22334455",
    ],
)  # fmt: skip
def test_what_reaches_nobody_is_left_alone(text: str) -> None:
    assert found(f"{text}\n") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (r'note: "\x31\u0035108695088"', [("DU701", 8)]),
        (r'note: "x \U0000003115108695088"', []),
        (r'note: "x \U00000031510869508\x38"', [("DU701", 10)]),
        (r'note: "ola\x40example.org"', [("DU702", 8)]),
        (r'note: "\x6fla@example.org"', [("DU702", 8)]),
        (r'note: "\"15108695088\""', [("DU701", 10)]),
        (r'note: "\t+47 22\u00a033 44 55"', [("DU702", 10)]),
        (r'amount: "\x315108695088"', []),
        (r"path: C:\x\u12", []),
    ],
)
def test_digits_and_letters_written_as_escapes_are_read(text: str, places: list[tuple[str, int]]) -> None:
    assert [(code, column) for code, line, column in found(f"a: b\n{text}\n") if line == 2] == places


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("note: født 151086\n    95088, Bergen", [("DU701", 2, 12)]),
        ('note: "født 151086\n    95088"', [("DU701", 2, 13)]),
        ("note: >\n    født\n    151086\n    95088", [("DU701", 4, 5)]),
        ("note: |\n    151086\n    95088", [("DU701", 3, 5)]),
        ('note: "1510\\\n    8695088"', [("DU701", 2, 8)]),
        ('note: "ola@\\\n    example.org"', [("DU702", 2, 8)]),
        ("note: ring +47\n    22 13 26 58", [("DU702", 2, 12)]),
        ("note: >-\n    telefon 22 13\n    26\n    58", [("DU702", 3, 5)]),
        ("note: |\n    151086\n\n    95088", []),
        ("note: 151086\nmore: 95088", []),
        ("list:\n  - 151086\n  - 95088", []),
        ("amount: 151086\n  95088", []),
        ("# 151086\n# 95088", []),
        ("note: |\n    15108695088\n    2026-02-03", [("DU701", 3, 5)]),
    ],
)
def test_what_is_folded_over_lines_is_found_where_it_begins(text: str, places: list[tuple[str, int, int]], end: str) -> None:
    assert found(f"a: b\n{text}\n".replace("\n", end)) == places


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_it_is_found_whatever_the_file_is_encoded_in(coding: str) -> None:
    data = f"title: Blåbær\nnote: føde {NUMBER}, åse@kommune.no\n".encode(coding)
    for path in ("data/members.yaml", "data/notat.txt"):
        problems = [one for one in load({path: data}, date(2026, 1, 1)).problems if one.code.startswith("DU7")]
        assert [(one.code, one.place.line, one.place.column) for one in problems] == [("DU701", 2, 12), ("DU702", 2, 25)]


@pytest.mark.parametrize("path", ["data/notat.txt", "data/.notat.txt", "data/cases/2026/001.yaml"])
def test_it_is_found_behind_the_first_mebibyte(path: str, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("x" * 1023 + "\n" + ("x" * 1023 + "\n") * 1500 + f"{NUMBER}\n", encoding="utf-8")
    problems = open_dataset(tmp_path, date(2026, 1, 1)).problems
    assert [(one.place.line, one.place.column) for one in problems if one.code == "DU701"] == [(1502, 1)]
    assert [one.place.path for one in problems if one.code == "DU006"] == ([] if "/." in path else [path])


NAMES = [
    (f"data/cases/2026/{NUMBER}.yaml", "DU701"),
    (f"data/{NUMBER}/a/b.txt", "DU701"),
    (f"data/.{NUMBER}", "DU701"),
    (f"data/cases/2026/001-{NUMBER[:6]} {NUMBER[6:]}.yaml", "DU701"),
    ("data/åse@kommune.no/x.yaml", "DU702"),
    ("data/tlf 22334455.txt", "DU702"),
    ("data/cases/2026/001-felles-arkiv.yaml", None),
    ("data/meetings/2026/2026-02-03-12.yaml", None),
    ("data/cases/2026/15108695089.yaml", None),
]


@pytest.mark.parametrize(("path", "code"), NAMES)
def test_names_of_files_and_folders_are_searched_too(path: str, code: str | None) -> None:
    files = {path: b"", path.replace("b.txt", "c.txt"): b"", "data/a\nb.txt": b"", "data/z.txt": b""}
    problems = [one for one in load(files, date(2026, 1, 1)).problems if one.code.startswith("DU7")]
    assert [(one.code, one.place.path, one.place.line) for one in problems] == ([(code, path, 1)] if code else [])


def test_personal_data_is_found_in_files_that_are_no_yaml_or_that_nothing_reads() -> None:
    files = {
        "data/members.yaml": f"members: [\n# {NUMBER}".encode(),
        "data/notes.txt": b"ola@example.org",
        "data/policy.yaml": f"a: \xf8 {NUMBER}".encode("latin-1"),
        "data/cases/2026/001.yaml": b"? [\n" + b"[" * 500 + b"\n# ola@example.org",
    }
    places = {(one.code, one.place.path) for one in load(files, date(2026, 1, 1)).problems}
    assert {
        ("DU701", "data/members.yaml"),
        ("DU702", "data/notes.txt"),
        ("DU701", "data/policy.yaml"),
        ("DU702", "data/cases/2026/001.yaml"),
    } <= places
