"""The receipt for a result: who took which result from whom, and when."""

from __future__ import annotations

from motcua.desks.frame.formats import moment_vi
from motcua.desks.frame.sheets.filling import Filling
from motcua.desks.frame.sheets.sheet import Entries, Entry, Heading, Layout, Sheet, Signatures, Signer, said
from motcua.records.casework.views import TimelineEntry
from motcua.rules.dossier import Act

FORMS = ("result_receipt",)
HOW = {"counter": "Nhận trực tiếp tại quầy", "post": "Nhận qua bưu chính công ích", "online": "Nhận bản điện tử"}


def sheet(filled: Filling) -> Sheet:
    """The form filled; before the result is given out its lines are left to be written."""
    dossier = filled.dossier
    given = next((entry for entry in reversed(dossier.timeline) if entry.act is Act.RETURN_RESULT), None)
    recipient = str((given.personal or {}).get("recipient", "")) if given else ""
    return Sheet(
        file_name=f"giay-nhan-ket-qua_{dossier.code}",
        layout=Layout.FORM,
        head=filled.head,
        title=filled.form.title,
        form=filled.form.note,
        codes=filled.codes,
        simulated=filled.simulated,
        blocks=(
            _matter(filled),
            Heading(text="Người trả kết quả"),
            _officer(filled, given),
            Heading(text="Người nhận kết quả"),
            _recipient(filled, given, recipient),
            Heading(text="Kết quả"),
            _result(filled, given),
            said("Người nhận đã xem kết quả, thấy đúng với hồ sơ đã nộp và nhận đủ."),
            Signatures(
                signers=(
                    Signer(lines=("Người trả kết quả",), name=given.actor if given else ""),
                    Signer(lines=("Người nhận kết quả",), name=recipient),
                )
            ),
        ),
    )


def _matter(filled: Filling) -> Entries:
    dossier, form, person = filled.dossier, filled.form, filled.dossier.applicant
    return Entries(
        lines=(
            (Entry(label=form["dossier_code"], value=dossier.code, bold=True),),
            (Entry(label=form["procedure"], value=f"{dossier.procedure} ({dossier.procedure_code})"),),
            (Entry(label=form["owner_name"], value=person["owner_name"] or person["name"], bold=True),),
        )
    )


def _officer(filled: Filling, given: TimelineEntry | None) -> Entries:
    form = filled.form
    return Entries(
        lines=(
            (Entry(label=form["officer_name"], value=given.actor if given else ""),),
            (
                Entry(label=form["officer_phone"], value=filled.receiver.phone),
                Entry(label=form["officer_email"], value=""),
            ),
        )
    )


def _recipient(filled: Filling, given: TimelineEntry | None, recipient: str) -> Entries:
    """Phone and e-mail are known of the submitter only."""
    form, person = filled.form, filled.dossier.applicant
    own = recipient == person["name"]
    return Entries(
        lines=(
            (Entry(label=form["recipient_name"], value=recipient, bold=True),),
            (
                Entry(label=form["recipient_phone"], value=person["phone"] if own else ""),
                Entry(label=form["recipient_email"], value=person["email"] if own else ""),
            ),
            *_authorised(given),
        )
    )


def _result(filled: Filling, given: TimelineEntry | None) -> Entries:
    form = filled.form
    how = HOW.get(str(given.data.get("how")), "") if given else ""
    return Entries(
        lines=(
            (
                Entry(label=form["result_kind"], value=""),
                Entry(label=form["result_number"], value=filled.dossier.result_number, bold=True),
            ),
            (Entry(label=form["result_summary"], value=""),),
            (
                Entry(label=form["returned_at"], value=moment_vi(given.at) if given else ""),
                Entry(label="Cách nhận", value=how),
            ),
        )
    )


def _authorised(given: TimelineEntry | None) -> tuple[tuple[Entry, ...], ...]:
    """The document of whoever takes the result for another."""
    told = (given.personal or {}).get("authorisation") if given else None
    return ((Entry(label="Giấy ủy quyền", value=str(told)),),) if told else ()
