-- What is to be rolled up next: nothing while another process rolls. $1 quarters of an hour that are left alone because
-- somebody may still commit into them, $2 at most so many at once.
SELECT until AS since, least(until + $2::int * interval '15 minutes',
  date_bin('15 minutes', now(), 'epoch') - $1::int * interval '15 minutes') AS until
FROM insight_rolled
WHERE until < date_bin('15 minutes', now(), 'epoch') - $1::int * interval '15 minutes'
FOR UPDATE SKIP LOCKED
