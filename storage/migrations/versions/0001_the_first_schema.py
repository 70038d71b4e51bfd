"""The first schema

What a rollback loses: everything; there is nothing before it.
"""

import sqlalchemy as sa
from alembic import op

import storage.tables

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('card',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=True),
    sa.Column('ts', sa.String(), nullable=True),
    sa.Column('wanted', sa.Integer(), nullable=False),
    sa.Column('shown', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('kind', 'subject', 'office')
    )
    with op.batch_alter_table('card', schema=None) as batch_op:
        batch_op.create_index('card_message', ['channel', 'ts'], unique=False)
        batch_op.create_index(batch_op.f('ix_card_network'), ['network'], unique=False)

    op.create_table('draft',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('staff', sa.String(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('made_at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_network'), ['network'], unique=False)

    op.create_table('due',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('open', sa.Boolean(), nullable=False),
    sa.Column('fault', sa.String(), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('kind', 'subject', 'step')
    )
    with op.batch_alter_table('due', schema=None) as batch_op:
        batch_op.create_index('due_next', ['at'], unique=False, sqlite_where=sa.text('open'), postgresql_where=sa.text('open'))
        batch_op.create_index('due_one_open', ['kind', 'subject'], unique=True, sqlite_where=sa.text('open'), postgresql_where=sa.text('open'))
        batch_op.create_index(batch_op.f('ix_due_network'), ['network'], unique=False)

    op.create_table('inbox',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('received_at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('response', sa.LargeBinary(), nullable=True),
    sa.Column('payload', sa.LargeBinary(), nullable=True),
    sa.Column('fault', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('key')
    )
    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.create_index('inbox_failed', ['received_at'], unique=False, sqlite_where=sa.text("state = 'failed'"), postgresql_where=sa.text("state = 'failed'"))

    op.create_table('network',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('profile', sa.String(), nullable=False),
    sa.Column('team', sa.String(), nullable=False),
    sa.Column('lang', sa.String(), nullable=False),
    sa.Column('settings', sa.JSON(), nullable=False),
    sa.Column('audit_seq', sa.Integer(), nullable=False),
    sa.Column('audit_head', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('team')
    )
    op.create_table('audit',
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(), nullable=False),
    sa.Column('act', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('outcome', sa.String(), nullable=False),
    sa.Column('detail', sa.JSON(), nullable=False),
    sa.Column('cause', sa.String(), nullable=False),
    sa.Column('prev', sa.String(), nullable=False),
    sa.Column('hash', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.PrimaryKeyConstraint('network', 'seq')
    )
    op.create_table('office',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('telephone', sa.String(), nullable=True),
    sa.Column('emergency', sa.Boolean(), nullable=False),
    sa.Column('notified_on', sa.Date(), nullable=True),
    sa.Column('alternate', sa.String(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('office', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_office_network'), ['network'], unique=False)

    op.create_table('outbox',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('seq', sa.Integer(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('card', sa.String(), nullable=True),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('lane', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('first_attempt_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('lease', sa.String(), nullable=True),
    sa.Column('leased_until', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('channel', sa.String(), nullable=True),
    sa.Column('ts', sa.String(), nullable=True),
    sa.Column('fault', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['card'], ['card.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('key')
    )
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outbox_network'), ['network'], unique=False)
        batch_op.create_index(batch_op.f('ix_outbox_seq'), ['seq'], unique=False)
        batch_op.create_index('outbox_unsent', ['lane', 'seq'], unique=False, sqlite_where=sa.text("state IN ('pending', 'unknown')"), postgresql_where=sa.text("state IN ('pending', 'unknown')"))

    op.create_table('person',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('data_key', sa.LargeBinary(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('kana', sa.LargeBinary(), nullable=False),
    sa.Column('birth_date', sa.LargeBinary(), nullable=False),
    sa.Column('sex', sa.LargeBinary(), nullable=False),
    sa.Column('postal_code', sa.LargeBinary(), nullable=False),
    sa.Column('address', sa.LargeBinary(), nullable=False),
    sa.Column('phone_home', sa.LargeBinary(), nullable=False),
    sa.Column('phone_mobile', sa.LargeBinary(), nullable=False),
    sa.Column('district', sa.LargeBinary(), nullable=False),
    sa.Column('certificates', sa.LargeBinary(), nullable=False),
    sa.Column('ltc_care_level', sa.LargeBinary(), nullable=False),
    sa.Column('main_condition', sa.LargeBinary(), nullable=False),
    sa.Column('support_category', sa.LargeBinary(), nullable=False),
    sa.Column('current_services', sa.LargeBinary(), nullable=False),
    sa.Column('primary_medical_provider', sa.LargeBinary(), nullable=False),
    sa.Column('condition_and_treatment', sa.LargeBinary(), nullable=False),
    sa.Column('medication', sa.LargeBinary(), nullable=False),
    sa.Column('other_notes', sa.LargeBinary(), nullable=False),
    sa.Column('expected_emergency_and_response', sa.LargeBinary(), nullable=False),
    sa.Column('wanted_services', sa.LargeBinary(), nullable=False),
    sa.Column('supports', sa.LargeBinary(), nullable=False),
    sa.Column('approaches', sa.LargeBinary(), nullable=False),
    sa.Column('communication', sa.LargeBinary(), nullable=False),
    sa.Column('mobility', sa.LargeBinary(), nullable=False),
    sa.Column('meals', sa.LargeBinary(), nullable=False),
    sa.Column('allergies', sa.LargeBinary(), nullable=False),
    sa.Column('behavior_score', sa.LargeBinary(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_network'), ['network'], unique=False)

    op.create_table('contact',
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('relationship', sa.LargeBinary(), nullable=False),
    sa.Column('address', sa.LargeBinary(), nullable=False),
    sa.Column('telephone', sa.LargeBinary(), nullable=False),
    sa.Column('consented_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['person'], ['person.id'], ),
    sa.PrimaryKeyConstraint('person', 'position')
    )
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_contact_network'), ['network'], unique=False)

    op.create_table('household_member',
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('relationship', sa.LargeBinary(), nullable=False),
    sa.Column('name', sa.LargeBinary(), nullable=False),
    sa.Column('daily_carer', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['person'], ['person.id'], ),
    sa.PrimaryKeyConstraint('person', 'position')
    )
    with op.batch_alter_table('household_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_household_member_network'), ['network'], unique=False)

    op.create_table('office_ability',
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('ability', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.PrimaryKeyConstraint('office', 'ability')
    )
    with op.batch_alter_table('office_ability', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_office_ability_network'), ['network'], unique=False)

    op.create_table('office_service',
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.PrimaryKeyConstraint('office', 'service')
    )
    with op.batch_alter_table('office_service', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_office_service_network'), ['network'], unique=False)

    op.create_table('staff',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('member_team', sa.String(), nullable=True),
    sa.Column('member_user', sa.String(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('counselor', sa.Boolean(), nullable=False),
    sa.Column('manager', sa.Boolean(), nullable=False),
    sa.Column('lang', sa.String(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('dm_channel', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.create_index('staff_one_active', ['network', 'member_team', 'member_user'], unique=True, sqlite_where=sa.text('active'), postgresql_where=sa.text('active'))
        batch_op.create_index(batch_op.f('ix_staff_network'), ['network'], unique=False)

    op.create_table('window',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('channel', sa.String(), nullable=True),
    sa.Column('telephone', sa.String(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('window', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_window_channel'), ['channel'], unique=False)
        batch_op.create_index(batch_op.f('ix_window_network'), ['network'], unique=False)
        batch_op.create_index('window_one_active', ['office'], unique=True, sqlite_where=sa.text('active'), postgresql_where=sa.text('active'))

    op.create_table('case',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('number', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('ground', sa.String(), nullable=False),
    sa.Column('owner', sa.String(), nullable=False),
    sa.Column('owner_office', sa.String(), nullable=False),
    sa.Column('opened_at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('called_at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('caller', sa.LargeBinary(), nullable=False),
    sa.Column('whereabouts', sa.LargeBinary(), nullable=False),
    sa.Column('situation', sa.LargeBinary(), nullable=False),
    sa.Column('wish', sa.String(), nullable=False),
    sa.Column('wish_note', sa.LargeBinary(), nullable=False),
    sa.Column('outline', sa.LargeBinary(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('core_called_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('claimed_by', sa.String(), nullable=True),
    sa.Column('claimed_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['claimed_by'], ['staff.id'], ),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.ForeignKeyConstraint(['owner'], ['staff.id'], ),
    sa.ForeignKeyConstraint(['owner_office'], ['office.id'], ),
    sa.ForeignKeyConstraint(['person'], ['person.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('network', 'number')
    )
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.create_index('case_one_open', ['person'], unique=True, sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'"))

    op.create_table('duty_shift',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('staff', sa.String(), nullable=False),
    sa.Column('since', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('until', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('order', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.ForeignKeyConstraint(['staff'], ['staff.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('duty_shift', schema=None) as batch_op:
        batch_op.create_index('duty_shift_when', ['network', 'until'], unique=False)
        batch_op.create_index(batch_op.f('ix_duty_shift_network'), ['network'], unique=False)

    op.create_table('monitoring_month',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('counselor', sa.String(), nullable=False),
    sa.Column('visit_on', sa.Date(), nullable=True),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('changed', sa.Boolean(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['counselor'], ['staff.id'], ),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.ForeignKeyConstraint(['person'], ['person.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('person', 'month')
    )
    with op.batch_alter_table('monitoring_month', schema=None) as batch_op:
        batch_op.create_index('monitoring_open', ['network', 'month'], unique=False, sqlite_where=sa.text('done_on IS NULL'), postgresql_where=sa.text('done_on IS NULL'))

    op.create_table('registration',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('person', sa.String(), nullable=False),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('number', sa.String(), nullable=True),
    sa.Column('filed_on', sa.Date(), nullable=True),
    sa.Column('addressee', sa.String(), nullable=False),
    sa.Column('same_as_filer', sa.Boolean(), nullable=False),
    sa.Column('registration_reason', sa.LargeBinary(), nullable=False),
    sa.Column('grounds', sa.JSON(), nullable=False),
    sa.Column('counselor', sa.String(), nullable=True),
    sa.Column('office', sa.String(), nullable=True),
    sa.Column('confirmed_on', sa.Date(), nullable=True),
    sa.Column('resident', sa.Boolean(), nullable=False),
    sa.Column('eligibility', sa.String(), nullable=False),
    sa.Column('plan_on', sa.Date(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['counselor'], ['staff.id'], ),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.ForeignKeyConstraint(['person'], ['person.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('network', 'number'),
    sa.UniqueConstraint('person')
    )
    with op.batch_alter_table('registration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_registration_counselor'), ['counselor'], unique=False)

    op.create_table('consent',
    sa.Column('registration', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('text_version', sa.String(), nullable=False),
    sa.Column('consented_on', sa.Date(), nullable=False),
    sa.Column('filer_name', sa.LargeBinary(), nullable=False),
    sa.Column('filer_kana', sa.LargeBinary(), nullable=False),
    sa.Column('filer_relationship', sa.LargeBinary(), nullable=False),
    sa.Column('signed_by', sa.String(), nullable=False),
    sa.Column('proxy_name', sa.LargeBinary(), nullable=False),
    sa.Column('proxy_reason', sa.LargeBinary(), nullable=False),
    sa.Column('withdrawn_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['registration'], ['registration.id'], ),
    sa.PrimaryKeyConstraint('registration')
    )
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_consent_network'), ['network'], unique=False)

    op.create_table('need',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('case', sa.String(), nullable=False),
    sa.Column('service', sa.String(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('nights', sa.Integer(), nullable=False),
    sa.Column('arrival_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('transport', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('asked_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('decided_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('arrived_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('rung', sa.Integer(), nullable=False),
    sa.Column('next_step', sa.String(), nullable=True),
    sa.Column('next_step_at', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.CheckConstraint("(status IN ('asking', 'decided', 'arrived')) = (next_step_at IS NOT NULL)", name='need_open_has_next_step'),
    sa.ForeignKeyConstraint(['case'], ['case.id'], ),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_need_case'), ['case'], unique=False)

    op.create_table('share',
    sa.Column('registration', sa.String(), nullable=False),
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('shared_on', sa.Date(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(), nullable=False),
    sa.Column('acknowledged_on', sa.Date(), nullable=True),
    sa.Column('order', sa.Integer(), nullable=True),
    sa.Column('trial_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.ForeignKeyConstraint(['registration'], ['registration.id'], ),
    sa.PrimaryKeyConstraint('registration', 'office')
    )
    with op.batch_alter_table('share', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_share_network'), ['network'], unique=False)

    op.create_table('ask',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('need', sa.String(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('office', sa.String(), nullable=False),
    sa.Column('window', sa.String(), nullable=False),
    sa.Column('tier', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('prepared', sa.Boolean(), nullable=False),
    sa.Column('trial_done', sa.Boolean(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('reply_due', storage.tables.UtcDateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.JSON(), nullable=True),
    sa.Column('fault', sa.String(), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['need'], ['need.id'], ),
    sa.ForeignKeyConstraint(['network'], ['network.id'], ),
    sa.ForeignKeyConstraint(['office'], ['office.id'], ),
    sa.ForeignKeyConstraint(['window'], ['window.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('need', 'round', 'office')
    )
    with op.batch_alter_table('ask', schema=None) as batch_op:
        batch_op.create_index('ask_one_decided', ['need', 'round'], unique=True, sqlite_where=sa.text("status = 'decided'"), postgresql_where=sa.text("status = 'decided'"))

    op.create_table('remark',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('network', sa.String(), nullable=False),
    sa.Column('case', sa.String(), nullable=False),
    sa.Column('ask', sa.String(), nullable=False),
    sa.Column('at', storage.tables.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by', sa.JSON(), nullable=False),
    sa.Column('answerer', sa.LargeBinary(), nullable=False),
    sa.Column('text', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['ask'], ['ask.id'], ),
    sa.ForeignKeyConstraint(['case'], ['case.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('remark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_remark_case'), ['case'], unique=False)
        batch_op.create_index(batch_op.f('ix_remark_network'), ['network'], unique=False)


def downgrade() -> None:
    op.drop_table('remark')
    with op.batch_alter_table('ask', schema=None) as batch_op:
        batch_op.drop_index('ask_one_decided', sqlite_where=sa.text("status = 'decided'"), postgresql_where=sa.text("status = 'decided'"))

    op.drop_table('ask')
    with op.batch_alter_table('share', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_share_network'))

    op.drop_table('share')
    with op.batch_alter_table('need', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_need_case'))

    op.drop_table('need')
    with op.batch_alter_table('consent', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_consent_network'))

    op.drop_table('consent')
    with op.batch_alter_table('registration', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_registration_counselor'))

    op.drop_table('registration')
    with op.batch_alter_table('monitoring_month', schema=None) as batch_op:
        batch_op.drop_index('monitoring_open', sqlite_where=sa.text('done_on IS NULL'), postgresql_where=sa.text('done_on IS NULL'))

    op.drop_table('monitoring_month')
    with op.batch_alter_table('duty_shift', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_duty_shift_network'))
        batch_op.drop_index('duty_shift_when')

    op.drop_table('duty_shift')
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.drop_index('case_one_open', sqlite_where=sa.text("status = 'open'"), postgresql_where=sa.text("status = 'open'"))

    op.drop_table('case')
    with op.batch_alter_table('window', schema=None) as batch_op:
        batch_op.drop_index('window_one_active', sqlite_where=sa.text('active'), postgresql_where=sa.text('active'))
        batch_op.drop_index(batch_op.f('ix_window_network'))
        batch_op.drop_index(batch_op.f('ix_window_channel'))

    op.drop_table('window')
    with op.batch_alter_table('staff', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_staff_network'))

    op.drop_table('staff')
    with op.batch_alter_table('office_service', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_office_service_network'))

    op.drop_table('office_service')
    with op.batch_alter_table('office_ability', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_office_ability_network'))

    op.drop_table('office_ability')
    with op.batch_alter_table('household_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_household_member_network'))

    op.drop_table('household_member')
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_network'))

    op.drop_table('contact')
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_person_network'))

    op.drop_table('person')
    with op.batch_alter_table('outbox', schema=None) as batch_op:
        batch_op.drop_index('outbox_unsent', sqlite_where=sa.text("state IN ('pending', 'unknown')"), postgresql_where=sa.text("state IN ('pending', 'unknown')"))
        batch_op.drop_index(batch_op.f('ix_outbox_seq'))
        batch_op.drop_index(batch_op.f('ix_outbox_network'))

    op.drop_table('outbox')
    with op.batch_alter_table('office', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_office_network'))

    op.drop_table('office')
    op.drop_table('audit')
    op.drop_table('network')
    with op.batch_alter_table('inbox', schema=None) as batch_op:
        batch_op.drop_index('inbox_failed', sqlite_where=sa.text("state = 'failed'"), postgresql_where=sa.text("state = 'failed'"))

    op.drop_table('inbox')
    with op.batch_alter_table('due', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_due_network'))
        batch_op.drop_index('due_one_open', sqlite_where=sa.text('open'), postgresql_where=sa.text('open'))
        batch_op.drop_index('due_next', sqlite_where=sa.text('open'), postgresql_where=sa.text('open'))

    op.drop_table('due')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_network'))

    op.drop_table('draft')
    with op.batch_alter_table('card', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_card_network'))
        batch_op.drop_index('card_message')

    op.drop_table('card')
