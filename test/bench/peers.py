"""Times Python's tools: the manifest on stdin names the pages and texts, the answer on stdout is {name: [CPU seconds per run]}.

Every tool is loaded and warmed up on the first document before the clock starts, as long-running programs have it.
"""
import json
import logging
import sys
import time
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.CRITICAL)


def timed(runs, documents, work):
    work(documents[0])
    times = []
    for _ in range(runs):
        start = time.process_time()
        for document in documents:
            work(document)
        times.append(time.process_time() - start)
    return times


def tools():
    """Name -> (kind of input, function); a tool that is not installed is left out."""
    found = {}
    try:
        from charset_normalizer import from_bytes

        def decode(page):
            best = from_bytes(page).best()
            return str(best) if best is not None else page.decode("utf-8", "replace")

        found["charset-normalizer"] = ("bytes", decode)
    except ImportError:
        pass
    try:
        import ftfy

        found["ftfy"] = ("text", ftfy.fix_text)
    except ImportError:
        pass
    try:
        import trafilatura

        found["trafilatura"] = ("html", lambda page: trafilatura.extract(page) or "")
    except ImportError:
        pass
    try:
        from opencc import OpenCC

        found["OpenCC"] = ("text", OpenCC("t2s").convert)
    except ImportError:
        pass
    try:
        import pysbd

        found["pySBD"] = ("text", pysbd.Segmenter(language="zh", clean=False).segment)
    except ImportError:
        pass
    try:
        import jieba
        import jieba.posseg

        jieba.setLogLevel(60)
        jieba.initialize()
        found["jieba cut"] = ("text", lambda text: list(jieba.cut(text)))
        found["jieba tags"] = ("text", lambda text: list(jieba.posseg.cut(text)))
    except ImportError:
        pass
    return found


def main():
    manifest = json.load(sys.stdin)
    pages = [open(path, "rb").read() for path in manifest["pages"]]
    inputs = {"bytes": pages, "html": manifest["html"], "text": manifest["texts"]}
    found = tools()
    result = {name: timed(manifest["runs"], inputs[kind], work) for name, (kind, work) in found.items()}
    found["no jieba"] = ("text", lambda text: text)
    for words in ("jieba cut", "jieba tags", "no jieba"):
        name = f"chain, {words}"
        steps = ["charset-normalizer", "ftfy", "trafilatura", "OpenCC", "pySBD", words]
        if not all(step in found for step in steps):
            continue

        def chain(page):
            text = page
            for step in steps[:4]:
                text = found[step][1](text)
            return [found[words][1](sentence) for sentence in found["pySBD"][1](text)] if text else []

        result[name] = timed(manifest["runs"], pages, chain)
    json.dump(result, sys.stdout)


main()
