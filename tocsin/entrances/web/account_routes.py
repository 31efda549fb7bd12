"""The addresses of an officer's own account: signing in, and how one signs in."""

from __future__ import annotations

from allauth.account import views as accounts
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys

from tocsin.entrances.web.route import BOTH, READ, SEND, Open, Route
from tocsin.entrances.web.signing_in import beginning, ceremony, devices

ENTERING = (
    Route("account/sign-in/", accounts.login, "account_login", Open.BEFORE_SIGN_IN, BOTH),
    Route(
        "account/sign-in/passkey/",
        passkeys.login_webauthn,
        "mfa_login_webauthn",
        Open.BEFORE_SIGN_IN,
        BOTH,
    ),
    Route(
        "account/code/", second_factor.authenticate, "mfa_authenticate", Open.BEFORE_SIGN_IN, BOTH
    ),
    Route("account/inactive/", accounts.account_inactive, "account_inactive", Open.BEFORE_SIGN_IN),
    Route(
        "account/begin/<int:officer_id>/<str:token>/",
        beginning.begin,
        "account_begin",
        Open.BEFORE_SIGN_IN,
        BOTH,
    ),
    Route(
        "account/service/<slug:provider_id>/",
        ceremony.leave,
        "openid_connect_login",
        Open.BEFORE_SIGN_IN,
    ),
    Route(
        "account/service/<slug:provider_id>/back/",
        ceremony.come_back,
        "openid_connect_callback",
        Open.BEFORE_SIGN_IN,
    ),
    Route(
        "account/service-cancelled/",
        ceremony.cancelled,
        "socialaccount_login_cancelled",
        Open.BEFORE_SIGN_IN,
    ),
)

OWN = (
    *(
        Route(f"account/{place}", view, name, Open.OWN_ACCOUNT, BOTH)
        for place, view, name in (
            ("", second_factor.index, "mfa_index"),
            ("sign-out/", accounts.logout, "account_logout"),
            ("password/", accounts.password_change, "account_change_password"),
            ("confirm/", accounts.reauthenticate, "account_reauthenticate"),
            ("confirm/code/", second_factor.reauthenticate, "mfa_reauthenticate"),
            ("confirm/passkey/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
            ("app/", totp.activate_totp, "mfa_activate_totp"),
            ("app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
            ("passkeys/", passkeys.list_webauthn, "mfa_list_webauthn"),
            ("passkeys/new/", passkeys.add_webauthn, "mfa_add_webauthn"),
            ("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, "mfa_remove_webauthn"),
            ("codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
            ("codes/new/", recovery_codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
            ("codes/file/", recovery_codes.download_recovery_codes, "mfa_download_recovery_codes"),
        )
    ),
    Route("account/devices/", devices.devices, "devices", Open.OWN_ACCOUNT, READ),
    Route(
        "account/devices/<int:device_id>/end/",
        devices.end,
        "device-end",
        Open.OWN_ACCOUNT,
        SEND,
    ),
)

ACCOUNT = (*ENTERING, *OWN)
