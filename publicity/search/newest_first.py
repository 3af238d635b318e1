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
from publicity.search.meaning import MOST_WAYS

INDEX = "publicity_searchentry_newest_first"
FIND = "publicity_search_newest_first"
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


def _each_way(piece: str, between: str) -> str:
    return between.join(piece.format(way=way) for way in range(1, MOST_WAYS + 1))


# A way that was not asked has no keys (NULL) and finds nothing; of an empty list of keys everything would be offered.
_DIGESTS = f"""
  digests{{way}} bigint[] := CASE WHEN array_length(grams, 1) >= {{way}} THEN ARRAY(
    SELECT hashtextextended(gram, 0) & CASE char_length(gram) WHEN 3 THEN {_TRIPLES} ELSE {_MASK} END
      FROM unnest(grams[{{way}}:{{way}}]) AS gram
    UNION SELECT hashtextextended(mark, 0) & {_MASK} FROM unnest(marks) AS mark) END;"""  # noqa: S608 - constants
_BLOCK_KEYS = """CASE WHEN digests{way} IS NOT NULL
        THEN ARRAY(SELECT (block << 40) | digest FROM unnest(digests{way}) AS digest) END AS keys{way}"""

# The blocks are asked one after another until enough is found, each with its own keys, all ways at once: an entry that many
# of them find is fetched and compared once. The planner must neither compare every text nor compile anything nor start
# other processes. What is below the last page's end is looked at outside: as a condition beside the keys it made a list
# of all entries a block.
FIND_SQL = f"""
CREATE OR REPLACE FUNCTION {FIND}(
  grams text[], patterns text[], marks text[], below bigint, wanted integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_memoize = off SET jit = off SET max_parallel_workers_per_gather = 0
SET plan_cache_mode = force_generic_plan AS $$
DECLARE{_each_way(_DIGESTS, "")}
  newest bigint;
  oldest bigint;
BEGIN
  SELECT max(id) >> {BLOCK_BITS}, min(id) >> {BLOCK_BITS} INTO newest, oldest
    FROM publicity_searchentry WHERE id < below;
  RETURN QUERY
    SELECT offered.id FROM generate_series(newest, oldest, -1) AS block,
      LATERAL (SELECT {_each_way(_BLOCK_KEYS, ", ")} OFFSET 0) AS asked,
      LATERAL (SELECT id FROM publicity_searchentry
        WHERE {_each_way(f"{_KEYS_OF} @> asked.keys{{way}}", " OR ")} ORDER BY id DESC OFFSET 0) AS offered,
      LATERAL (SELECT 1 FROM publicity_searchentry AS entry
        WHERE entry.id = offered.id AND ARRAY[{", ".join(_MARKS)}] @> marks
          AND ({_each_way("entry.folded LIKE ALL (patterns[{way}:{way}]) AND digests{way} IS NOT NULL", " OR ")})
        OFFSET 0) AS compared
    WHERE offered.id < below LIMIT wanted;
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
    f"DROP FUNCTION {FIND}(text[], text[], text[], bigint, integer)",
    f"DROP INDEX {INDEX}",
    "DROP FUNCTION publicity_search_keys(bigint, text, text, integer, text)",
]
