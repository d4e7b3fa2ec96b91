// Containers for tests, made from texts written for this project.
import { gzipSync } from "node:zlib";

export const sentence = (n: number): string => `第${n}封信在${(n % 28) + 1}日寄到山脚下的邮局，老周说：“这封信走了${n}天。”`;

export const record = (n: number): { id: string; text: string } => ({ id: `r${n}`, text: `${sentence(n)}\n${sentence(n + 1)}` });

export const toLines = (records: readonly object[]): string => records.map((item) => `${JSON.stringify(item)}\n`).join("");

/** A page as a server sends it, in a WARC record; `body` in whatever encoding `type` says. */
export function warcRecord(url: string, body: Uint8Array, type = "text/html; charset=utf-8", warcType = "response"): Uint8Array {
  const http = warcType === "response" ? `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n` : "";
  const content = Buffer.concat([Buffer.from(http), body]);
  const head = [
    "WARC/1.0",
    `WARC-Type: ${warcType}`,
    `WARC-Target-URI: ${url}`,
    "WARC-Date: 2023-01-02T03:04:05Z",
    `WARC-Record-ID: <urn:uuid:${url.length}>`,
    `Content-Type: ${warcType === "response" ? "application/http; msgtype=response" : type}`,
    `Content-Length: ${content.length}`,
  ].join("\r\n");
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), content, Buffer.from("\r\n\r\n")]);
}

export const page = (n: number): string =>
  `<html><head><title>第${n}封信</title></head><body><div class="nav"><a href="/">首页</a></div><article><h1>第${n}封信</h1><p>${sentence(n)}</p><p>${sentence(n + 1)}</p></article></body></html>`;

/** Gzip with one member for each part, as crawlers write it. */
export const gzipMembers = (parts: readonly (string | Uint8Array)[]): Uint8Array => Buffer.concat(parts.map((part) => gzipSync(part)));

export const FEED = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>山间</title><link>https://example.org</link>
<item><title>第一封信</title><link>https://example.org/1</link><pubDate>Tue, 20 Feb 2024 14:53:00 +0800</pubDate><category>书信</category>
<description>摘要</description><content:encoded><![CDATA[<p>${sentence(1)}</p><p>${sentence(2)}</p>]]></content:encoded></item>
<item><title>第二封信</title><link>https://example.org/2</link><description>${sentence(3)}</description></item>
</channel></rss>`;

export const ATOM = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>山间</title>
<entry><title>第三封信</title><link rel="alternate" href="https://example.org/3"/><published>2024-02-21T08:00:00Z</published>
<author><name>何小满</name></author><content type="html">&lt;p&gt;${sentence(4)}&lt;/p&gt;</content></entry></feed>`;
