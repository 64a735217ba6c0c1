"""Levels in file order into provider files."""

from __future__ import annotations

from typing import TypeVar, cast

from msgspec.structs import replace

from edi.model.provider_file import Group, Header, Listed, Provider, ProviderFile, Site

T = TypeVar("T", bound=Listed)


class Tree:
    """The provider file being collected. A level without the one above it gets one that is `absent`."""

    def __init__(self) -> None:
        self.header: Header | None = None
        self._clear()

    def _clear(self) -> None:
        self.plan: Listed | None = None
        self.receiver: Listed | None = None
        self.groups: list[Group] = []
        self.group: Group | None = None
        self.sites: list[Site] = []
        self.site: Site | None = None
        self.providers: list[Provider] = []

    def start(self, header: Header) -> None:
        """A new transaction."""
        self.header = header

    def add(self, value: Listed, depth: int) -> ProviderFile | None:
        """Takes a level (0 the plan, 4 a provider); gives the file before it where it begins another."""
        done = None
        if depth < 2:
            if depth == 0 or self.receiver is not None or self.groups or self.group is not None:
                done = self._finished()
            if depth == 0:
                self.plan = value
            else:
                self.receiver = value
        elif depth == 2:
            self._end_group()
            self.group = cast(Group, value)
        elif depth == 3:
            self._end_site()
            self.site = cast(Site, value)
        else:
            self.providers.append(cast(Provider, value))
        return done

    def close(self) -> ProviderFile | None:
        """The file at the end of a transaction, None where no transaction is open."""
        done = self._finished() or (self._made() if self.header is not None else None)
        self.header = None
        return done

    def _finished(self) -> ProviderFile | None:
        """The file so far, None where there is nothing of it."""
        self._end_group()
        if self.plan is None and self.receiver is None and not self.groups:
            return None
        done = self._made()
        self._clear()
        # what follows in the same transaction has no header of its own
        self.header = Header(absent=True)
        return done

    def _made(self) -> ProviderFile:
        header = self.header or Header(absent=True)
        absent = Listed(absent=True)
        return ProviderFile(header, self.plan or absent, self.receiver or absent, tuple(self.groups))

    def _end_site(self) -> None:
        if self.site is None and not self.providers:
            return
        site = self.site or Site(absent=True)
        self.sites.append(replace(site, providers=tuple(self.providers)) if self.providers else site)
        self.site, self.providers = None, []

    def _end_group(self) -> None:
        self._end_site()
        if self.group is None and not self.sites:
            return
        group = self.group or Group(absent=True)
        self.groups.append(replace(group, sites=tuple(self.sites)) if self.sites else group)
        self.group, self.sites = None, []
