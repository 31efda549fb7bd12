"""The server's settings: sensible for a laptop, and silent about people.

They are given on the command line, where neither a file nor ``ALTER SYSTEM`` can override them.
"""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.foundations.postgres.errors import FixedSettingError

LAPTOP: Mapping[str, str] = {
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_connections": "100",
    "random_page_cost": "1.1",
    "jit": "off",
    "min_wal_size": "32MB",
    "max_wal_size": "1GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_logical_replication_workers": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A line each second of recovery: what start() waits by, and what it shows.
    "log_startup_progress_interval": "1s",
}

SILENCE: Mapping[str, str] = {
    # Names stay out of the log. An error's text quotes the value it is about ("invalid input
    # syntax ..."), so the errors of statements stay out altogether: the application gets them.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_lock_waits": "off",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "debug_print_parse": "off",
    "debug_print_rewritten": "off",
    "debug_print_plan": "off",
    "log_parser_stats": "off",
    "log_planner_stats": "off",
    "log_executor_stats": "off",
    "log_statement_stats": "off",
}
"""A role may have these of its own, which a server that isn't ours needs."""

PROMISES: Mapping[str, str] = {
    # Nobody but the owner's own processes gets in.
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # What was confirmed is kept.
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "restart_after_crash": "on",
    # A recycled log segment keeps its old bytes, and with them rows that were deleted since.
    "wal_recycle": "off",
    "wal_init_zero": "on",
    **SILENCE,
    "log_recovery_conflict_waits": "off",
    # The log is the file that start() opened; these would send it elsewhere.
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_line_prefix": "%m [%p] ",
}


def arguments(extra: Mapping[str, str], place: Mapping[str, str]) -> list[str]:
    """The server's ``-c`` arguments. `place` are the settings that depend on the directory."""
    settings = {**LAPTOP, **extra, **PROMISES, **place}
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def refuse_fixed(extra: Mapping[str, str]) -> None:
    fixed = {*PROMISES, "cluster_name", "unix_socket_directories", "port", "hba_file", "ident_file"}
    for name in extra:
        if name.lower() in fixed:
            raise FixedSettingError(name=name)
