-- 门户运行时使用的数据库角色 portal_app。由 manage.py role_sql 生成，请不要手改。
-- 用表的属主（执行 migrate 的账户）在门户的数据库里运行；每次 migrate 之后再运行一次。
-- 遇到第一个错误就停，一条不留：psql -v ON_ERROR_STOP=1 --single-transaction -f 本文件 portal
-- 口令另行设置：\password portal_app
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'portal_app') THEN
  CREATE ROLE portal_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
END IF; END $$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM portal_app;
GRANT USAGE ON SCHEMA public TO portal_app;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM portal_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO portal_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO portal_app;
-- 数据库结构、“正式运行”的标记由属主变更。
REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM portal_app;
REVOKE INSERT, UPDATE, DELETE ON accounts_installation FROM portal_app;

-- 只写一次的表：能读、能添加，不能改、不能删、不能清空。
REVOKE UPDATE, DELETE, TRUNCATE ON accounts_auditblock FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON accounts_auditevent FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON accounts_contribution FROM portal_app;
-- notices_notice：编制中的行要改，已发布的行由触发器守住；这个角色关不掉触发器。
REVOKE DELETE, TRUNCATE ON notices_notice FROM portal_app;
-- notices_noticefile：只有 data 可按规定的途径改，触发器逐项核对。
REVOKE UPDATE, DELETE, TRUNCATE ON notices_noticefile FROM portal_app;
GRANT UPDATE (data) ON notices_noticefile TO portal_app;
-- notices_noticehead：只有 count, record_sha256 可按规定的途径改，触发器逐项核对。
REVOKE UPDATE, DELETE, TRUNCATE ON notices_noticehead FROM portal_app;
GRANT UPDATE (count, record_sha256) ON notices_noticehead TO portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON notices_noticestep FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON notices_paperreply FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON notices_papersigning FROM portal_app;
-- notices_picture：只有 district_id, task_id, year, project_key, stage, text, taken_on, status, source_name, source_sha256, content_sha256, offered_by_id, offered_at, decided_by_id, decided_at, decision_note, published_by_id, published_at, in_head, withdrawn_by_id, withdrawn_at, withdrawal_reason 可按规定的途径改，触发器逐项核对。
REVOKE UPDATE, DELETE, TRUNCATE ON notices_picture FROM portal_app;
GRANT UPDATE (district_id, task_id, year, project_key, stage, text, taken_on, status, source_name, source_sha256, content_sha256, offered_by_id, offered_at, decided_by_id, decided_at, decision_note, published_by_id, published_at, in_head, withdrawn_by_id, withdrawn_at, withdrawal_reason) ON notices_picture TO portal_app;
-- notices_picturefile：只有 data 可按规定的途径改，触发器逐项核对。
REVOKE UPDATE, DELETE, TRUNCATE ON notices_picturefile FROM portal_app;
GRANT UPDATE (data) ON notices_picturefile TO portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON objections_identityview FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON objections_objectionstep FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON progress_reminder FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON progress_reportrevision FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON progress_reportstep FROM portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON progress_roundstep FROM portal_app;
-- projects_personnelact：只有 decision, decided_by_id, decided_at 可按规定的途径改，触发器逐项核对。
REVOKE UPDATE, DELETE, TRUNCATE ON projects_personnelact FROM portal_app;
GRANT UPDATE (decision, decided_by_id, decided_at) ON projects_personnelact TO portal_app;
-- projects_planversion：只有 content, seal_reason, seal_asked_by_id, seal_asked_at, sealed_at 可按规定的途径改，触发器逐项核对。
REVOKE UPDATE, DELETE, TRUNCATE ON projects_planversion FROM portal_app;
GRANT UPDATE (content, seal_reason, seal_asked_by_id, seal_asked_at, sealed_at) ON projects_planversion TO portal_app;
REVOKE UPDATE, DELETE, TRUNCATE ON projects_unitreform FROM portal_app;
