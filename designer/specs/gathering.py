"""All that was given for one system, read: its documents corrected by overlays, and what was saved from an account laid over them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError
from designer.model.spec import Enrichment
from designer.specs.documents.library import Document, Library, read_bytes
from designer.specs.documents.parse import parsed
from designer.specs.documents.recognise import is_openapi, not_openapi
from designer.specs.index.layout import Described, ReadDocuments, in_reading_order
from designer.specs.laying import lay_objects
from designer.specs.objects.objects import LINES, TABLES, object_document
from designer.specs.overlays.overlay import Overlay, is_overlay, overlay_of
from designer.specs.proof import marked_proof

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.finding import Finding
    from designer.specs.accounts.account import AccountObject
    from designer.specs.documents.parse import Parsed

UNREAD = "Save the answer of the API itself, signed in: curl --fail ... -o fields.json"


class Gathered:
    """What is read of a system, description after description."""

    def __init__(self, system: str) -> None:
        """Start with an empty library."""
        self.library = Library()
        self._system = system
        self._kinds: dict[str, Described] = {}
        self._whole: list[tuple[Described, Document]] = []
        self._laid: list[tuple[str, Document]] = []
        self._accounts: list[tuple[Described, Document, AccountObject]] = []
        self._overlays: list[Overlay] = []

    def read(self, described: Described) -> None:
        """Read one description, by its kind or by what it holds. Raises DescriptionError."""
        file, ending = described.ref.path, described.path.suffix.lower()
        if described.ref.kind not in ("account", "overlay") and ending in (*TABLES, *LINES):
            self._take_document(described, None)
            return
        data = read_bytes(file, described.path) if described.data is None else described.data
        described = replace(described, data=data)
        found = _parsed(data, described)
        account = _account_in(found.root, described)
        if described.ref.kind == "overlay" or is_overlay(found.root):
            self._take_overlay(described, found.root)
        elif account is not None:
            self._take_account(described, found, account)
        else:
            self._take_document(described, found)

    def laid_over(self, described: Sequence[Described]) -> ReadDocuments:
        """Lay over each other all that was read, and return it; *described* is the order in which it was given. Raises DescriptionError."""
        whole = [document for _, document in self._whole]
        openapi = [document for document in whole if is_openapi(document.root)]
        findings: list[Finding] = []
        enrichments: list[Enrichment] = []
        if self._overlays:
            from designer.specs.overlays.applying import apply_overlays  # noqa: PLC0415 - few systems have one

            findings += apply_overlays(self._overlays, openapi)
            enrichments += [_corrections(overlay, openapi) for overlay in self._overlays]
        lay_objects(self.library, self._system, whole, self._laid)
        laid = [document for _, document in self._laid]
        if self._accounts:
            from designer.specs.accounts.laying import Given, lay_account, stand_alone  # noqa: PLC0415 - the same

            for one, document, account in self._accounts:
                given = Given(document=document, account=account, number=len(laid), at=one.ref.pointer, name=one.ref.object)
                if openapi or one.ref.pointer:
                    told = lay_account(self.library, openapi, given)
                    laid.append(document)
                else:
                    told = stand_alone(document, account)
                    whole.append(document)
                findings += told.findings
                enrichments.append(told.enrichment)
        return ReadDocuments(
            described=tuple(self._kinds.get(one.ref.path, one) for one in described),
            whole=tuple(whole),
            laid=tuple(laid),
            findings=tuple(findings),
            enrichments=tuple(enrichments),
        )

    def _take_overlay(self, described: Described, root: Any) -> None:
        import hashlib  # noqa: PLC0415 - few systems have an overlay

        file = described.ref.path
        self._overlays.append(overlay_of(root, file=file))
        self.library.overlays[file] = hashlib.sha256(described.data or b"").hexdigest()
        self._kinds[file] = replace(described, ref=replace(described.ref, kind="overlay"))

    def _take_account(self, described: Described, found: Parsed, account: AccountObject) -> None:
        from designer.specs.documents.library import made  # noqa: PLC0415 - few systems have account metadata

        file = described.ref.path
        document = self.library.add(made(file, described.path, described.data or b"", found._replace(text="", spans={})))
        document.proof = "account"
        self._accounts.append((described, document, account))
        self._kinds[file] = replace(described, ref=replace(described.ref, kind="account"))

    def _take_document(self, described: Described, found: Parsed | None) -> None:
        """Read a document that describes, or an object; a sample or a table becomes the schema that it shows."""
        file = described.ref.path
        document = object_document(self.library, described.ref, described.path, data=described.data, found=found)
        root = document.root
        if isinstance(root, dict) and not is_openapi(root):
            stranger = not_openapi(root)
            if stranger is not None:
                raise DescriptionError(file, stranger.fact, next_step=stranger.next_step)
            is_shown = described.ref.kind == "sample" or found is None or root is not found.root
            document.proof = "sample" if is_shown else "account" if described.ref.pointer else marked_proof(root)
        if described.ref.pointer:
            self._laid.append((described.ref.pointer, document))
        else:
            self._whole.append((described, document))


def gathered(system: str, described: Sequence[Described]) -> tuple[Library, ReadDocuments]:
    """Read all descriptions of a system and lay them over each other. Raises DescriptionError."""
    found = Gathered(system)
    for one in in_reading_order(described):
        found.read(one)
    return found.library, found.laid_over(described)


def _parsed(data: bytes, described: Described) -> Parsed:
    file = described.ref.path
    try:
        return parsed(data, file=file)
    except DescriptionError as wrong:
        if described.ref.kind != "account":
            raise
        fact = wrong.fact.replace(", not an OpenAPI document", ", not the answer of an API")
        raise DescriptionError(wrong.place, fact, next_step=UNREAD) from None


def _account_in(root: Any, described: Described) -> AccountObject | None:
    """Return the account's object that a file tells of: one that is called so, or that is plainly a vendor's answer."""
    kind = described.ref.kind
    if kind == "sample" or (kind != "account" and is_openapi(root)) or is_overlay(root):
        return None
    from designer.specs.accounts.recognise import account_of, recognised, within_bounds  # noqa: PLC0415 - most describe OpenAPI

    file = described.ref.path
    if kind == "account":
        return account_of(root, file=file)
    found = recognised(root)
    return within_bounds(found, file=file) if found else None


def _corrections(overlay: Overlay, documents: Sequence[Document]) -> Enrichment:
    changes = [change for document in documents for change in document.overlaid if change.file == overlay.file]
    return Enrichment(file=overlay.file, words="an OpenAPI Overlay", changes=len(changes))
