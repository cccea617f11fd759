"""Design and Catalog to the files of a starter, in memory."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.errors import RenderError
from designer.files.design_file import SCHEMA_PATH, design_schema, design_text
from designer.model.artifact import Artifact
from designer.names.path import PathError
from designer.render.engine import print_view
from designer.render.slices import spec_artifacts, system_slices, with_own_specs
from designer.render.template import read_template
from designer.render.view import repository_view

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.spec import Catalog

CHANGED_DOCUMENT = "SPEC104"


def render(design: Design, catalog: Catalog, report: Report, *, template: str = "") -> tuple[Artifact, ...]:
    """Return every file of the starter, sorted by path: the template's, design.yaml with its schema, and specs/.

    *template* names another template than that of the design's style. Raises RenderError.
    """
    slices = system_slices(design, catalog)
    # The starter names its own documents with their hashes, so that one had changed is past when a person reads it.
    report = replace(report, findings=tuple(finding for finding in report.findings if finding.code != CHANGED_DOCUMENT))
    own = with_own_specs(design, slices)
    try:
        printed = print_view(repository_view(design, catalog, report, slices=slices), read_template(template or design.style))
    except PathError as error:
        raise RenderError("design.yaml", f"a path cannot be read: {error}", next_step="`designer check` tells where it stands.") from error
    artifacts = {
        artifact.path: artifact
        for artifact in (
            *printed,
            *spec_artifacts(slices),
            Artifact(path="design.yaml", text=design_text(own)),
            Artifact(path=SCHEMA_PATH, text=json.dumps(design_schema(), ensure_ascii=False, indent=2) + "\n"),
        )
    }
    return tuple(artifacts[path] for path in sorted(artifacts))
