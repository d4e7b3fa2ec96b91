// Dates and clock times as ISO 8601 writes them.

/** The parts of a date and clock time. */
export interface DateParts {
  year: number | null;
  month: number | null;
  day: number | null;
  hour: number | null;
  minute: number | null;
  second: number | null;
  /** Something that no ISO date says: 去年, 底, 周二. */
  inexact: boolean;
  dated: boolean;
  clocked: boolean;
}

/** Two digits at least. */
function pad(value: number): string {
  return value < 10 && Number.isInteger(value) ? `0${value}` : String(value);
}

/** Null where the text does not say enough. */
export function normOf(parts: DateParts): string | null {
  if (parts.dated) {
    if (parts.inexact) return null;
    const date = dateNorm(parts);
    return date === null || parts.hour === null || parts.day === null ? date : `${date}T${clockNorm(parts)}`;
  }
  return parts.inexact ? null : clockNorm(parts);
}

function dateNorm({ year, month, day }: DateParts): string | null {
  if (year !== null)
    return String(year) + (month === null ? "" : `-${pad(month)}`) + (day === null || month === null ? "" : `-${pad(day)}`);
  if (month !== null) return `--${pad(month)}${day === null ? "" : `-${pad(day)}`}`;
  return day === null ? null : `---${pad(day)}`;
}

function clockNorm({ hour, minute, second }: DateParts): string {
  return pad(hour ?? 0) + (minute === null ? ":00" : `:${pad(minute)}`) + (second === null ? "" : `:${pad(second)}`);
}

/** `from` is the norm of the first date. */
export function intervalNorm(from: string | null, first: DateParts, until: DateParts): string | null {
  const filled = { ...until, year: until.year ?? first.year, month: until.month ?? (until.day === null ? null : first.month) };
  const to = normOf(filled);
  return from === null || to === null ? null : `${from}/${to}`;
}
