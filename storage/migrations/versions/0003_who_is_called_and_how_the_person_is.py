"""Who is called, and how the person is

What a rollback loses: for what the core centre was called, drafts handed over, how a person was,
which cases are one event, who answered the call, how often an arrival was missed.
"""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('alarm', sa.Column('purpose', sa.String(), server_default='relay', nullable=False))
    op.add_column('alarm', sa.Column('draft', sa.String(), nullable=True))
    op.add_column('case', sa.Column('health', sa.String(), nullable=True))
    op.add_column('case', sa.Column('event', sa.String(), nullable=True))
    op.add_column('case', sa.Column('answered_by', sa.String(), nullable=True))
    op.add_column('case', sa.Column('answered_at', storage.tables.UtcDateTime(timezone=True), nullable=True))
    op.add_column('need', sa.Column('missed', sa.Integer(), server_default='0', nullable=False))


ADDED = {
    'alarm': ('purpose', 'draft'),
    'case': ('health', 'event', 'answered_by', 'answered_at'),
    'need': ('missed',),
}


def downgrade() -> None:
    for table, columns in ADDED.items():
        with op.batch_alter_table(table) as batch_op:
            for column in columns:
                batch_op.drop_column(column)
