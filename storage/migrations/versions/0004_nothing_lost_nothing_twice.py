"""Nothing lost, nothing twice

What a rollback loses: how often a delivery was tried again, which posts are still to be looked for
twins of, when a card's message was found gone, how far the bot had listened.
"""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

UNSWEPT = sa.text('sweeps > 0')


def upgrade() -> None:
    op.add_column('inbox', sa.Column('attempts', sa.Integer(), server_default='0', nullable=False))
    op.add_column('outbox', sa.Column('sweeps', sa.Integer(), server_default='0', nullable=False))
    op.create_index('outbox_unswept', 'outbox', ['seq'], sqlite_where=UNSWEPT, postgresql_where=UNSWEPT)
    op.add_column('card', sa.Column('lost_at', storage.tables.UtcDateTime(timezone=True), nullable=True))
    op.create_table(
        'mark',
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('at', storage.tables.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('name'),
    )


def downgrade() -> None:
    op.drop_table('mark')
    op.drop_index('outbox_unswept', 'outbox')
    for table, column in (('inbox', 'attempts'), ('outbox', 'sweeps'), ('card', 'lost_at')):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(column)
