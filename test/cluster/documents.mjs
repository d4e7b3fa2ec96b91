// Documents for the cluster test: node test/cluster/documents.mjs COUNT [plain]; `plain` ones hold no quotation.
const [count, kind] = process.argv.slice(2);
const places = ["山脚下", "河对岸", "车站旁边", "老街口", "港口"];
const people = ["老周", "林秋月", "何小满", "陈海生", "朱小禾"];
for (let n = 0; n < Number(count); n++) {
  const place = places[n % places.length];
  const person = people[(n * 7) % people.length];
  const said = kind === "plain" ? `那封信走了${n}天。` : `${person}说：“那封信走了${n}天，我等了很久。”`;
  const text = Array.from({ length: 6 }, (_, k) => `第${n + k}封信在${((n + k) % 28) + 1}日寄到${place}的邮局。${said}`).join("\n");
  // Whole days first: readers that take strings for dates find months only later.
  const published = kind === "plain" ? `2024-03-${String((n % 28) + 1).padStart(2, "0")}` : n % 2 === 0 ? "2024-03" : null;
  const bytes = n % 10 === 3 && kind !== "plain" ? { bytes: Buffer.from(text).toString("base64") } : { text };
  console.log(JSON.stringify(n % 500 === 77 && kind !== "plain" ? { id: `d${n}` } : { id: `d${n}`, published, ...bytes }));
}
