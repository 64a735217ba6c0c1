"""Every level of a provider file below the receiver."""

from __future__ import annotations

from collections.abc import Iterator

from edi.model.provider_file import Group, Provider, ProviderFile, Site


def sites(file: ProviderFile) -> Iterator[tuple[Group, Site]]:
    """Every site that the file has, with its group."""
    for group in file.groups:
        for site in group.sites:
            if not site.absent:
                yield group, site


def providers(file: ProviderFile) -> Iterator[Provider]:
    """Every provider at every site."""
    for group in file.groups:
        for site in group.sites:
            for provider in site.providers:
                if not provider.absent:
                    yield provider


def every(file: ProviderFile) -> Iterator[Group | Site | Provider]:
    """Groups, sites and providers in file order."""
    for group in file.groups:
        if not group.absent:
            yield group
        for site in group.sites:
            if not site.absent:
                yield site
            yield from (provider for provider in site.providers if not provider.absent)
