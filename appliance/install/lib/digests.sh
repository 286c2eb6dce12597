# What a database holds, as one line for each table: name, rows, and two sums over the digests of its
# rows, which no order changes.

# every_table: the tables that outlive a restore.
every_table() {
  cat <<'END'
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^(pg_|information_schema$)'
END
}

# digests_sql
digests_sql() {
  cat <<END
select format('select %L, count(*), coalesce(sum(hashtextextended(each::text, 0)::numeric), 0),
  coalesce(sum(hashtextextended(each::text, 1)::numeric), 0) from %I.%I each',
  n.nspname || '.' || c.relname, n.nspname, c.relname)
$(every_table) order by n.nspname, c.relname \\gexec
END
}

# point_sql: names a point in the stream of changes, and tells what the database holds exactly there.
# Nobody writes for the moment in which the point is set: the locks are gone before anything is
# counted, and the snapshot stays. We give way when somebody else would have to.
point_sql() {
  cat <<END
select string_agg(format('%I.%I', n.nspname, c.relname), ', ') as every
$(every_table) \\gset
set deadlock_timeout = '50ms';
set lock_timeout = '500ms';
begin isolation level repeatable read;
savepoint quiet;
lock table :every in share mode;
select pg_create_restore_point(:'point') as place \\gset
rollback to quiet;
END
  digests_sql
  echo 'commit;'
}
