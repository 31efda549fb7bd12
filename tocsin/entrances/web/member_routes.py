"""The addresses of members: the public register, the assembly, and one's own member."""

from __future__ import annotations

from tocsin.entrances.web.route import SEND, Open, Route
from tocsin.entrances.web.views import assembly, own_member, register
from tocsin.safeguards.access.rules import Permission

REGISTER = (
    Route("members/", register.register, "register", Open.PUBLIC),
    Route("members/<slug:code>/", register.member, "member", Open.PUBLIC),
)
ASSEMBLY = (
    Route("assembly/", assembly.assembly, "assembly", Permission.MEMBER_READ),
    Route("assembly/apply/", assembly.apply, "apply", Permission.ACCESSION_PREPARE, SEND),
    Route("assembly/ring/", assembly.ring, "ring", Permission.DESK_RING, SEND),
    Route("assembly/of/<slug:code>/", assembly.dossier, "dossier", Permission.MEMBER_READ),
    Route(
        "assembly/of/<slug:code>/prepare/<slug:deed>/",
        assembly.prepare,
        "prepare",
        Permission.ACCESSION_PREPARE,
        SEND,
    ),
    Route("assembly/of/<slug:code>/vote/", assembly.vote, "vote", Permission.ACCESSION_VOTE, SEND),
    Route(
        "assembly/of/<slug:code>/measure/<slug:deed>/",
        assembly.measure,
        "measure",
        Permission.MEASURE_TAKE,
        SEND,
    ),
    Route(
        "assembly/of/<slug:code>/withdraw/",
        assembly.withdraw,
        "withdraw",
        Permission.MEMBERSHIP_END,
        SEND,
    ),
)
OWN_MEMBER = (
    Route("own-member/", own_member.own_member, "own-member", Permission.MEMBER_READ),
    Route("own-member/answer/", own_member.answer, "answer", Permission.DESK_ANSWER, SEND),
    Route("own-member/desk/", own_member.desk, "desk", Permission.DESK_KEEP, SEND),
    Route("own-member/keys/", own_member.keys, "keys", Permission.KEY_KEEP, SEND),
    Route(
        "own-member/sealing-keys/",
        own_member.sealing_keys,
        "sealing-keys",
        Permission.KEY_KEEP,
        SEND,
    ),
    Route(
        "own-member/keys/<slug:key_id>/revoke/",
        own_member.revoke,
        "key-revoke",
        Permission.KEY_KEEP,
        SEND,
    ),
    Route("own-member/officers/", own_member.appoint, "appoint", Permission.OFFICER_APPOINT, SEND),
    Route(
        "own-member/officers/<int:officer_id>/",
        own_member.officer,
        "officer",
        Permission.OFFICER_APPOINT,
    ),
    Route(
        "own-member/officers/<int:officer_id>/<slug:deed>/",
        own_member.change,
        "officer-change",
        Permission.OFFICER_APPOINT,
        SEND,
    ),
)

MEMBERS = (*REGISTER, *ASSEMBLY, *OWN_MEMBER)
