"""PostgreSQL: an index that yields entries newest first.

Entries are divided by their key into blocks of 16,384, and each gram of an entry is indexed together with the number of its
block (one GIN index over an expression: nothing is stored beside the entry, and a row that goes takes its grams along).
A search asks the newest block, then the one before, until its page is full. A common word is answered out of the first
block; a rare one costs a look at each block, a few microseconds; words that are common and never stand together are
intersected inside each block. No frequency is slow: never are more rows fetched than one block holds, and only the rows
that are shown or counted are compared with the words.
"""

from __future__ import annotations

from publicity.search.grams import DISTRICT, KIND, YEAR

INDEX = "publicity_searchentry_newest_first"
BLOCK_BITS = 14
_MASK = 2**40 - 1
"""A key: the block above, 40 bits of the gram's digest below. Two grams with one digest cost a comparison, no more."""
_KEY = f"((entry >> {BLOCK_BITS}) << 40) | (hashtextextended({{gram}}, 0) & {_MASK})"
TRIPLE_BITS = 14
_TRIPLES = 2**TRIPLE_BITS - 1
_TRIPLE = f"((entry >> {BLOCK_BITS}) << 40) | (hashtextextended(a || b || c, 0) & {_TRIPLES})"
_KEYS_OF = "publicity_search_keys(id, folded, district, year, kind)"
_MARKS = (
    f"chr(1) || '{DISTRICT}' || district",
    f"chr(1) || '{YEAR}' || year::text",
    f"chr(1) || '{KIND}' || kind",
)

# Names of our own functions inside would not be found while a dump is restored.
KEYS_SQL = f"""
CREATE OR REPLACE FUNCTION publicity_search_keys(entry bigint, folded text, district text, year integer, kind text)
RETURNS bigint[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_remove(
    array_agg({_KEY.format(gram="a")}) || array_agg({_KEY.format(gram="a || b")})
      || array_agg({_TRIPLE}), NULL)
    || ARRAY[
      {", ".join(_KEY.format(gram=one) for one in _MARKS)}]
  FROM (SELECT string_to_array(folded, NULL) AS signs) AS cut,
    unnest(signs, signs[2:], signs[3:]) AS beside(a, b, c)
$$
"""  # noqa: S608 - constants

# Each block is asked anew with its own keys; the planner must neither compare every text nor compile anything nor start
# other processes. What is below the last page's end is looked at outside: as a condition beside the keys it made a list
# of all entries a block.
FIND_SQL = f"""
CREATE OR REPLACE FUNCTION publicity_search_find(
  grams text[], patterns text[], marks text[], below bigint, wanted integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET jit = off SET max_parallel_workers_per_gather = 0 SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  digests bigint[] := ARRAY(
    SELECT hashtextextended(gram, 0) & CASE char_length(gram) WHEN 3 THEN {_TRIPLES} ELSE {_MASK} END
      FROM unnest(grams) AS gram
    UNION ALL SELECT hashtextextended(mark, 0) & {_MASK} FROM unnest(marks) AS mark);
  block bigint;
  oldest bigint;
  keys bigint[];
  more integer;
BEGIN
  SELECT max(id) >> {BLOCK_BITS}, min(id) >> {BLOCK_BITS} INTO block, oldest
    FROM publicity_searchentry WHERE id < below;
  WHILE wanted > 0 AND block >= oldest LOOP
    keys := ARRAY(SELECT (block << 40) | digest FROM unnest(digests) AS digest);
    RETURN QUERY
      SELECT offered.id FROM
        (SELECT id FROM publicity_searchentry WHERE {_KEYS_OF} @> keys ORDER BY id DESC OFFSET 0) AS offered,
        LATERAL (SELECT 1 FROM publicity_searchentry AS entry
          WHERE entry.id = offered.id AND entry.folded LIKE ALL (patterns)
            AND ARRAY[{", ".join(_MARKS)}] @> marks OFFSET 0) AS compared
      WHERE offered.id < below LIMIT wanted;
    GET DIAGNOSTICS more = ROW_COUNT;
    wanted := wanted - more;
    block := block - 1;
  END LOOP;
END $$
"""  # noqa: S608 - constants

NEWEST_FIRST_SQL = [
    KEYS_SQL,
    f"CREATE INDEX {INDEX} ON publicity_searchentry USING gin ({_KEYS_OF}) WITH (fastupdate = off)",
    # Statistics of it would cost seconds at each ANALYZE, and nothing asks for them.
    f"ALTER INDEX {INDEX} ALTER COLUMN 1 SET STATISTICS 0",
    FIND_SQL,
]
NEWEST_FIRST_GONE_SQL = [
    "DROP FUNCTION publicity_search_find(text[], text[], text[], bigint, integer)",
    f"DROP INDEX {INDEX}",
    "DROP FUNCTION publicity_search_keys(bigint, text, text, integer, text)",
]
