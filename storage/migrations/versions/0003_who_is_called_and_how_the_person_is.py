"""Who is called, and how the person is

What a rollback loses: for what the core centre was called, drafts handed over, how a person was,
which cases are one event.
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('alarm', sa.Column('purpose', sa.String(), server_default='relay', nullable=False))
    op.add_column('alarm', sa.Column('draft', sa.String(), nullable=True))
    op.add_column('case', sa.Column('health', sa.String(), nullable=True))
    op.add_column('case', sa.Column('event', sa.String(), nullable=True))


def downgrade() -> None:
    for table, column in (('alarm', 'purpose'), ('alarm', 'draft'), ('case', 'health'), ('case', 'event')):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column(column)
