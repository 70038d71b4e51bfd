"""The whole conversation

What a rollback loses: joinings, alarms, calls, medical contacts, grants; pauses, proposals, later grounds.
"""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


ADDED = {
    'ask': ('asked_at', 'reminded_at', 'service', 'confirm_by'),
    'case': ('medical', 'restricted', 'city_told_at', 'confirm_owner_by', 'override_by', 'override_reason', 'rests_on', 'later_grounds', 'paused_until', 'pause_reason'),
    'need': ('ended_at', 'propose_at'),
    'remark': ('kind',),
    'staff': ('shared',),
    'window': ('hours',),
}


def upgrade() -> None:
    op.create_table('alarm',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('raised_by', sa.JSON(), nullable=False),
    sa.Column('raised_at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('callback', sa.LargeBinary(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('taken_by', sa.String(), nullable=True),
    sa.Column('taken_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.ForeignKeyConstraint(['taken_by'], ['staff.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('alarm', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_alarm_network'), ['network'], unique=False)

    op.create_table('joining',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('member_team', sa.String(), nullable=False),
    sa.Column('member_user', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('asked_at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('decided_by', sa.String(), nullable=True),
    sa.Column('decided_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['staff.id'], ),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('joining', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_joining_network'), ['network'], unique=False)
        batch_op.create_index('joining_one_open', ['network', 'member_team', 'member_user'], unique=True, sqlite_where=sa.text("state = 'asked'"), postgresql_where=sa.text("state = 'asked'"))

    op.create_table('medical_contact',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('case', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('whom', sa.LargeBinary(), nullable=False),
    sa.Column('result', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['staff.id'], ),
    sa.ForeignKeyConstraint(['case'], ['case.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('medical_contact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_medical_contact_case'), ['case'], unique=False)
        batch_op.create_index(batch_op.f('ix_medical_contact_network'), ['network'], unique=False)

    op.create_table('call',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('case', sa.String(), nullable=False),
    sa.Column('ask', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['ask'], ['ask.id'], ),
    sa.ForeignKeyConstraint(['by'], ['staff.id'], ),
    sa.ForeignKeyConstraint(['case'], ['case.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('call', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_call_case'), ['case'], unique=False)
        batch_op.create_index(batch_op.f('ix_call_network'), ['network'], unique=False)

    op.create_table('grant',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('case', sa.String(), nullable=False),
    sa.Column('ask', sa.String(), nullable=False),
    sa.Column('member_team', sa.String(), nullable=False),
    sa.Column('member_user', sa.String(), nullable=False),
    sa.Column('by', sa.String(), nullable=False),
    sa.Column('at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('until', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['ask'], ['ask.id'], ),
    sa.ForeignKeyConstraint(['by'], ['staff.id'], ),
    sa.ForeignKeyConstraint(['case'], ['case.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_grant_case'), ['case'], unique=False)
        batch_op.create_index(batch_op.f('ix_grant_network'), ['network'], unique=False)

    op.add_column('ask', sa.Column('asked_at', storage.tables.UtcDateTime(timezone=True), nullable=True))
    op.add_column('ask', sa.Column('reminded_at', storage.tables.UtcDateTime(timezone=True), nullable=True))
    op.add_column('ask', sa.Column('service', sa.String(), nullable=True))
    op.add_column('ask', sa.Column('confirm_by', storage.tables.UtcDateTime(timezone=True), nullable=True))

    op.add_column('case', sa.Column('medical', sa.String(), server_default='none', nullable=False))
    op.add_column('case', sa.Column('restricted', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('case', sa.Column('city_told_at', storage.tables.UtcDateTime(timezone=True), nullable=True))
    op.add_column('case', sa.Column('confirm_owner_by', storage.tables.UtcDateTime(timezone=True), nullable=True))
    op.add_column('case', sa.Column('override_by', sa.String(), nullable=True))
    op.add_column('case', sa.Column('override_reason', sa.LargeBinary(), nullable=True))
    op.add_column('case', sa.Column('rests_on', sa.LargeBinary(), nullable=True))
    op.add_column('case', sa.Column('later_grounds', sa.JSON(), nullable=True))
    op.add_column('case', sa.Column('paused_until', storage.tables.UtcDateTime(timezone=True), nullable=True))
    op.add_column('case', sa.Column('pause_reason', sa.String(), nullable=True))

    op.add_column('need', sa.Column('ended_at', storage.tables.UtcDateTime(timezone=True), nullable=True))
    op.add_column('need', sa.Column('propose_at', storage.tables.UtcDateTime(timezone=True), nullable=True))

    op.add_column('remark', sa.Column('kind', sa.String(), server_default='written', nullable=False))

    op.add_column('staff', sa.Column('shared', sa.Boolean(), server_default=sa.false(), nullable=False))

    op.add_column('window', sa.Column('hours', sa.String(), server_default='always', nullable=False))
    op.drop_index('window_one_active', table_name='window')
    op.create_index('window_one_active', 'window', ['office', 'hours'], unique=True, sqlite_where=sa.text('active'), postgresql_where=sa.text('active'))


def downgrade() -> None:
    op.drop_index('window_one_active', table_name='window')
    op.create_index('window_one_active', 'window', ['office'], unique=True, sqlite_where=sa.text('active'), postgresql_where=sa.text('active'))
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)
    for table in ('grant', 'call', 'medical_contact', 'joining', 'alarm'):
        op.drop_table(table)
