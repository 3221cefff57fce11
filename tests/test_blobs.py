"""Files known by the ids of their contents: only who asks for a content has it read, and several in one go."""

from collections.abc import Iterable, Mapping

from du_cli.dataset.blobs import Blobs, differing


def test_nothing_is_read_but_contents_that_are_asked_for() -> None:
    asked: list[list[str]] = []

    def read(ids: Iterable[str]) -> Mapping[str, bytes]:
        asked.append(list(ids))
        return {name: name.encode() for name in asked[-1]}

    before, after = Blobs({"a": "1", "b": "2", "c": "3"}, read, {}), Blobs({"a": "1", "b": "4"}, read, {})
    assert ("a" in before, "x" in before, "a" in before, len(before), list(after)) == (True, False, True, 3, ["a", "b"])
    assert list(differing(before, after)) == ["b", "c"]
    assert asked == []
    before.fetch(["a", "b"])
    assert (before["a"], before.get("b"), before.get("x"), asked) == (b"1", b"2", None, [["1", "2"]])
