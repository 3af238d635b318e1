"""核对这份归档：python3 -I verify.py（只要标准的 Python 3，不联网，不改任何文件）。

逐个文件对照 digests.json；逐份公示对照发布时的内容摘要；逐条对照记录链。有一处不对，退出码为 1。
digests.json 自己的摘要会打印出来，请与归档时另外记下的那一行对照。
"""

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LIST, ITS_DIGEST = "digests.json", "digests.json.sha256"
NOT_CONTENT = ("published_at", "digest", "replaced_by", "withdrawn_at")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def faults() -> Iterator[str]:
    listed = (ROOT / LIST).read_bytes()
    if (ROOT / ITS_DIGEST).read_bytes() != f"{sha256(listed)}  {LIST}\n".encode():
        yield f"{LIST} 与 {ITS_DIGEST} 不一致"
    digests = json.loads(listed)
    there = {p.relative_to(ROOT).as_posix() for p in ROOT.rglob("*") if not p.is_dir()}
    for name in sorted(there - {LIST, ITS_DIGEST} - set(digests)):
        yield f"{name}：清单里没有这个文件"
    for name, digest in digests.items():
        if name not in there:
            yield f"{name}：文件没有了"
        elif sha256((ROOT / name).read_bytes()) != digest:
            yield f"{name}：内容被改动"
    before = ""
    for row in json.loads((ROOT / "chain.json").read_bytes()):
        number, digest = row["number"], row["record_sha256"]
        if row["previous_record_sha256"] != before:
            yield f"{number}：它前面的记录对不上"
        parts = (row["content_sha256"], number, row["published_at"], row["previous_record_sha256"])
        if sha256("\n".join(parts).encode()) != digest:
            yield f"{number}：记录摘要对不上"
        before = digest
        if row["json"]:
            whole = json.loads((ROOT / row["json"]).read_bytes())
            content = {key: value for key, value in whole.items() if key not in NOT_CONTENT}
            text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            if sha256(text.encode()) != row["content_sha256"]:
                yield f"{number}：内容与发布时的摘要不一致"


if __name__ == "__main__":
    try:
        found = list(faults())
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        found = [f"归档不完整或被改动：{error!r}"]
    sys.stdout.writelines(f"× {one}\n" for one in found)
    if found:
        sys.exit(1)
    sys.stdout.write(f"全部完好。digests.json 的 SHA-256：{sha256((ROOT / LIST).read_bytes())}\n")
