"""What must be there before a command may work on a store."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from motcua.cli.asked import Asked
from motcua.config.durability import durability
from motcua.records import clock, keys, store
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.store import Store
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal


def require_store() -> Store:
    """The store in the data folder. Raises Refusal naming the two commands that make one."""
    here = store.read()
    if here is None:
        raise Refusal(
            "data",
            "Chưa có kho dữ liệu ở {folder}. Hãy chạy «motcua demo» để xem thử với dữ liệu mẫu, "
            "hoặc «motcua init» để lập kho thật.",
            folder=settings.DATA_DIR,
        )
    return here


def require_tables() -> Store:
    """The store, its tables as this version of the program wants them. Raises Refusal naming the command to run."""
    here = require_store()
    if pending_migrations():
        raise Refusal("database", "Cơ sở dữ liệu chưa theo kịp phiên bản này. Hãy sao lưu rồi chạy «motcua upgrade».")
    return here


def pending_migrations() -> list[str]:
    """Changes of tables that this version brings and the database has not had yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unfit(here: Store) -> list[str]:
    """Why this store must not be served, in Vietnamese; empty when it may."""
    connection.ensure_connection()
    found = [*durability(connection), *keys.problems()]
    if not here.is_demonstration and settings.DEBUG:
        found.append("MOTCUA_DEBUG=1 đang bật trên kho thật: trang lỗi sẽ lộ dữ liệu; hãy bỏ biến này")
    return found


def viewer(asked: Asked) -> Viewer:
    """Who looks: the operator, or the account named by --as. Raises NotFound."""
    if not asked.account:
        return Viewer.system()
    account_id = people.account_id(clean(asked.account, field="as", limit=60))
    return people.viewer_of(account_id, clock.now().date())
