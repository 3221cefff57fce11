"""Counts of things as values of a message, each said in the form its language has for that many; and amounts of money."""

from du_cli.i18n import Count, shown


def years(count: int) -> Count:
    """A number of years."""
    return Count("{count} year", "{count} years", count)


def months(count: int) -> Count:
    """A number of months."""
    return Count("{count} month", "{count} months", count)


def working_days(count: int) -> Count:
    """A number of working days."""
    return Count("{count} working day", "{count} working days", count)


def meetings(count: int) -> Count:
    """A number of meetings."""
    return Count("{count} meeting", "{count} meetings", count)


def votes(count: int) -> Count:
    """A number of votes."""
    return Count("{count} vote", "{count} votes", count)


def members(count: int) -> Count:
    """A number of members."""
    return Count("{count} member", "{count} members", count)


def places(count: int) -> Count:
    """A number of places."""
    return Count("{count} place", "{count} places", count)


def counties(count: int) -> Count:
    """A number of counties."""
    return Count("{count} county", "{count} counties", count)


def commits(count: int) -> Count:
    """A number of commits."""
    return Count("{count} commit", "{count} commits", count)


def kroner(amount: int | None) -> str:
    """An amount of money in whole kroner, its thousands apart; a dash when it is not recorded."""
    return shown(None) if amount is None else f"{amount:,}".replace(",", "\N{NO-BREAK SPACE}")
