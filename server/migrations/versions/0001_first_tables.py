"""Every table of the first version.

Revision ID: 0001
Revises: 
"""

import sqlalchemy as sa
from alembic import op

from server.database import engine

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('attempt',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('key_hash', sa.String(length=64), nullable=False),
    sa.Column('at', engine.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_kind_attempt_key_hash_attempt_at'), ['kind', 'key_hash', 'at'], unique=False)

    op.create_table('audit_entry',
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.Column('at', engine.Instant(timezone=True), nullable=False),
    sa.Column('actor_kind', sa.String(length=16), nullable=False),
    sa.Column('actor_id', sa.String(length=36), nullable=True),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('subject_kind', sa.String(length=24), nullable=False),
    sa.Column('subject_id', sa.String(length=80), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_subject_id'), ['subject_id'], unique=False)

    op.create_table('catalogue_item',
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('code', sa.String(length=16), nullable=False),
    sa.Column('group_code', sa.String(length=16), nullable=True),
    sa.Column('label_vi', sa.String(length=120), nullable=False),
    sa.Column('label_en', sa.String(length=120), nullable=False),
    sa.Column('sort', sa.Integer(), nullable=False),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('flags', sa.JSON(), nullable=False),
    sa.PrimaryKeyConstraint('kind', 'code', name=op.f('pk_catalogue_item'))
    )
    op.create_table('change',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('payload_hash', sa.String(length=64), nullable=False),
    sa.Column('verdict', sa.String(length=12), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=True),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('seq', sa.BigInteger(), nullable=False),
    sa.Column('device_id', sa.String(length=36), nullable=True),
    sa.Column('author', sa.String(length=36), nullable=True),
    sa.Column('no', sa.BigInteger(), nullable=True),
    sa.Column('kind', sa.String(length=24), nullable=True),
    sa.Column('record_id', sa.String(length=36), nullable=True),
    sa.Column('channel', sa.String(length=48), nullable=True),
    sa.Column('op', sa.String(length=8), nullable=True),
    sa.Column('schema', sa.Integer(), nullable=True),
    sa.Column('at', sa.String(length=40), nullable=True),
    sa.Column('set_values', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('prev_values', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('applied', sa.JSON(none_as_null=True), nullable=True),
    sa.Column('state', sa.String(length=20), nullable=True),
    sa.Column('received_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('trace', sa.String(length=16), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change'))
    )
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_change_device_id'), ['device_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_record_id'), ['record_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_change_seq'), ['seq'], unique=False)

    op.create_table('channel_digest',
    sa.Column('channel', sa.String(length=48), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('sum', sa.String(length=16), nullable=False),
    sa.PrimaryKeyConstraint('channel', name=op.f('pk_channel_digest'))
    )
    op.create_table('device',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('public_key', sa.JSON(), nullable=False),
    sa.Column('created_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('revoked_at', engine.Instant(timezone=True), nullable=True),
    sa.Column('last_contact_at', engine.Instant(timezone=True), nullable=True),
    sa.Column('app_version', sa.String(length=20), nullable=True),
    sa.Column('clock_offset_seconds', sa.Double(), nullable=True),
    sa.Column('pending_count', sa.Integer(), nullable=True),
    sa.Column('oldest_pending', engine.Instant(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_device_secret_hash'))
    )
    op.create_table('exit_row',
    sa.Column('channel', sa.String(length=48), nullable=False),
    sa.Column('record_id', sa.String(length=36), nullable=False),
    sa.Column('ver', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('channel', 'record_id', name=op.f('pk_exit_row'))
    )
    with op.batch_alter_table('exit_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_exit_row_channel_exit_row_ver'), ['channel', 'ver'], unique=False)

    op.create_table('member',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('consented_at', engine.Instant(timezone=True), nullable=True),
    sa.Column('created_at', engine.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member'))
    )
    op.create_table('presence',
    sa.Column('team_id', sa.String(length=36), nullable=False),
    sa.Column('day', sa.String(length=10), nullable=False),
    sa.Column('member_id', sa.String(length=36), nullable=False),
    sa.Column('affiliation', sa.String(length=16), nullable=False),
    sa.Column('sessions', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('team_id', 'day', 'member_id', name=op.f('pk_presence'))
    )
    op.create_table('presence_tally',
    sa.Column('scope_kind', sa.String(length=4), nullable=False),
    sa.Column('scope_id', sa.String(length=36), nullable=False),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('affiliation', sa.String(length=16), nullable=False),
    sa.Column('turns', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('scope_kind', 'scope_id', 'period', 'affiliation', name=op.f('pk_presence_tally'))
    )
    op.create_table('record',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('kind', sa.String(length=24), nullable=False),
    sa.Column('channel', sa.String(length=48), nullable=False),
    sa.Column('ver', sa.BigInteger(), nullable=False),
    sa.Column('h', sa.String(length=16), nullable=False),
    sa.Column('state', sa.String(length=20), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('erased', sa.Boolean(), nullable=False),
    sa.Column('author', sa.String(length=36), nullable=True),
    sa.Column('device', sa.String(length=36), nullable=True),
    sa.Column('day', sa.String(length=10), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record'))
    )
    with op.batch_alter_table('record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_channel_record_ver'), ['channel', 'ver'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_kind_record_channel_record_day_record_id'), ['kind', 'channel', 'day', 'id'], unique=False)

    op.create_table('review_item',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('change_id', sa.String(length=36), nullable=False),
    sa.Column('payload_hash', sa.String(length=64), nullable=False),
    sa.Column('verdict', sa.String(length=12), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('team_id', sa.String(length=36), nullable=True),
    sa.Column('record_id', sa.String(length=36), nullable=True),
    sa.Column('device_id', sa.String(length=36), nullable=True),
    sa.Column('author', sa.String(length=36), nullable=True),
    sa.Column('body', sa.JSON(), nullable=False),
    sa.Column('trace', sa.String(length=16), nullable=True),
    sa.Column('received_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('settled_at', engine.Instant(timezone=True), nullable=True),
    sa.Column('settled_by', sa.String(length=36), nullable=True),
    sa.Column('outcome', sa.String(length=12), nullable=True),
    sa.Column('reason', sa.Text(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_review_item'))
    )
    with op.batch_alter_table('review_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_review_item_change_id'), ['change_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_item_record_id_review_item_verdict'), ['record_id', 'verdict'], unique=False)
        batch_op.create_index(batch_op.f('ix_review_item_team_id_review_item_settled_at'), ['team_id', 'settled_at'], unique=False)

    op.create_table('session_tally',
    sa.Column('scope_kind', sa.String(length=4), nullable=False),
    sa.Column('scope_id', sa.String(length=36), nullable=False),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('age_band', sa.String(length=16), nullable=False),
    sa.Column('place_kind', sa.String(length=16), nullable=False),
    sa.Column('sessions', sa.Integer(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('scope_kind', 'scope_id', 'period', 'age_band', 'place_kind', name=op.f('pk_session_tally'))
    )
    op.create_table('sync_clock',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('hi', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_clock'))
    )
    op.create_table('sync_commit',
    sa.Column('seq', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('tag', sa.String(length=8), nullable=False),
    sa.Column('at', engine.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('seq', name=op.f('pk_sync_commit'))
    )
    op.create_table('team',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=True),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('label', sa.String(length=60), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('code', name=op.f('uq_team_code'))
    )
    op.create_table('turn_tally',
    sa.Column('scope_kind', sa.String(length=4), nullable=False),
    sa.Column('scope_id', sa.String(length=36), nullable=False),
    sa.Column('period', sa.String(length=10), nullable=False),
    sa.Column('service', sa.String(length=16), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=False),
    sa.Column('age_band', sa.String(length=16), nullable=False),
    sa.Column('place_kind', sa.String(length=16), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('turns', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('scope_kind', 'scope_id', 'period', 'service', 'outcome', 'age_band', 'place_kind', name=op.f('pk_turn_tally'))
    )
    op.create_table('unit',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('code', sa.String(length=20), nullable=False),
    sa.Column('valid_from', sa.String(length=10), nullable=False),
    sa.Column('valid_to', sa.String(length=10), nullable=True),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.String(length=16), nullable=False),
    sa.Column('parent_id', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['parent_id'], ['unit.id'], name=op.f('fk_unit_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit')),
    sa.UniqueConstraint('code', 'valid_from', name=op.f('uq_unit_code_valid_from'))
    )
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_parent_id'), ['parent_id'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('login', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('unit_id', sa.String(length=36), nullable=True),
    sa.Column('created_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('disabled_at', engine.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_account_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('login', name=op.f('uq_account_login'))
    )
    op.create_table('invitation',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('team_id', sa.String(length=36), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('affiliation', sa.String(length=16), nullable=False),
    sa.Column('secret_hash', sa.String(length=64), nullable=False),
    sa.Column('short_hash', sa.String(length=64), nullable=False),
    sa.Column('auto_approve', sa.Boolean(), nullable=False),
    sa.Column('expires_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('max_uses', sa.Integer(), nullable=False),
    sa.Column('uses', sa.Integer(), nullable=False),
    sa.Column('created_by', sa.String(length=36), nullable=True),
    sa.Column('created_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('revoked_at', engine.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_invitation_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation')),
    sa.UniqueConstraint('secret_hash', name=op.f('uq_invitation_secret_hash')),
    sa.UniqueConstraint('short_hash', name=op.f('uq_invitation_short_hash'))
    )
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_invitation_team_id'), ['team_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.String(length=36), nullable=False),
    sa.Column('member_id', sa.String(length=36), nullable=False),
    sa.Column('team_id', sa.String(length=36), nullable=False),
    sa.Column('role', sa.String(length=16), nullable=False),
    sa.Column('affiliation', sa.String(length=16), nullable=False),
    sa.Column('valid_from', sa.String(length=10), nullable=False),
    sa.Column('valid_to', sa.String(length=10), nullable=True),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_membership_member_id')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_membership_team_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_member_id_membership_team_id'), ['member_id', 'team_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_team_id'), ['team_id'], unique=False)

    op.create_table('team_unit',
    sa.Column('team_id', sa.String(length=36), nullable=False),
    sa.Column('unit_id', sa.String(length=36), nullable=False),
    sa.Column('valid_from', sa.String(length=10), nullable=False),
    sa.Column('valid_to', sa.String(length=10), nullable=True),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_team_unit_team_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_team_unit_unit_id')),
    sa.PrimaryKeyConstraint('team_id', 'unit_id', 'valid_from', name=op.f('pk_team_unit'))
    )
    with op.batch_alter_table('team_unit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_unit_unit_id'), ['unit_id'], unique=False)

    op.create_table('unit_successor',
    sa.Column('unit_id', sa.String(length=36), nullable=False),
    sa.Column('successor_id', sa.String(length=36), nullable=False),
    sa.ForeignKeyConstraint(['successor_id'], ['unit.id'], name=op.f('fk_unit_successor_successor_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_unit_successor_unit_id')),
    sa.PrimaryKeyConstraint('unit_id', 'successor_id', name=op.f('pk_unit_successor'))
    )
    with op.batch_alter_table('unit_successor', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_successor_successor_id'), ['successor_id'], unique=False)

    op.create_table('account_session',
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.String(length=36), nullable=False),
    sa.Column('created_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('last_seen_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('expires_at', engine.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_account_session_account_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_account_session'))
    )
    with op.batch_alter_table('account_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_account_session_account_id'), ['account_id'], unique=False)

    op.create_table('enrolment',
    sa.Column('device_id', sa.String(length=36), nullable=False),
    sa.Column('member_id', sa.String(length=36), nullable=False),
    sa.Column('team_id', sa.String(length=36), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('phrase', sa.String(length=60), nullable=False),
    sa.Column('invitation_id', sa.String(length=36), nullable=True),
    sa.Column('created_at', engine.Instant(timezone=True), nullable=False),
    sa.Column('decided_at', engine.Instant(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=36), nullable=True),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_enrolment_device_id')),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitation.id'], name=op.f('fk_enrolment_invitation_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_enrolment_member_id')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_enrolment_team_id')),
    sa.PrimaryKeyConstraint('device_id', 'member_id', 'team_id', name=op.f('pk_enrolment'))
    )
    with op.batch_alter_table('enrolment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_enrolment_member_id'), ['member_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_enrolment_state'), ['state'], unique=False)
        batch_op.create_index(batch_op.f('ix_enrolment_team_id'), ['team_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('enrolment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_enrolment_team_id'))
        batch_op.drop_index(batch_op.f('ix_enrolment_state'))
        batch_op.drop_index(batch_op.f('ix_enrolment_member_id'))

    op.drop_table('enrolment')
    with op.batch_alter_table('account_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_account_session_account_id'))

    op.drop_table('account_session')
    with op.batch_alter_table('unit_successor', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_successor_successor_id'))

    op.drop_table('unit_successor')
    with op.batch_alter_table('team_unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_team_unit_unit_id'))

    op.drop_table('team_unit')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_team_id'))
        batch_op.drop_index(batch_op.f('ix_membership_member_id_membership_team_id'))

    op.drop_table('membership')
    with op.batch_alter_table('invitation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_invitation_team_id'))

    op.drop_table('invitation')
    op.drop_table('account')
    with op.batch_alter_table('unit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_unit_parent_id'))

    op.drop_table('unit')
    op.drop_table('turn_tally')
    op.drop_table('team')
    op.drop_table('sync_commit')
    op.drop_table('sync_clock')
    op.drop_table('session_tally')
    with op.batch_alter_table('review_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_review_item_team_id_review_item_settled_at'))
        batch_op.drop_index(batch_op.f('ix_review_item_record_id_review_item_verdict'))
        batch_op.drop_index(batch_op.f('ix_review_item_change_id'))

    op.drop_table('review_item')
    with op.batch_alter_table('record', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_kind_record_channel_record_day_record_id'))
        batch_op.drop_index(batch_op.f('ix_record_channel_record_ver'))

    op.drop_table('record')
    op.drop_table('presence_tally')
    op.drop_table('presence')
    op.drop_table('member')
    with op.batch_alter_table('exit_row', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_exit_row_channel_exit_row_ver'))

    op.drop_table('exit_row')
    op.drop_table('device')
    op.drop_table('channel_digest')
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_change_seq'))
        batch_op.drop_index(batch_op.f('ix_change_record_id'))
        batch_op.drop_index(batch_op.f('ix_change_device_id'))

    op.drop_table('change')
    op.drop_table('catalogue_item')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_audit_entry_subject_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_at'))

    op.drop_table('audit_entry')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempt_kind_attempt_key_hash_attempt_at'))

    op.drop_table('attempt')
