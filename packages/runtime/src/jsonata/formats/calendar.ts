const DAY = 86_400_000;

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
export const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The Monday of the first week of a month, or of a year for month 0: the week with its first Thursday (ISO 8601). */
function startOfFirstWeek(year: number, month: number): number {
  const first = Date.UTC(year, month);
  const weekday = new Date(first).getUTCDay() || 7;
  return weekday > 4 ? first + (8 - weekday) * DAY : first - (weekday - 1) * DAY;
}

function weeksBetween(start: number, end: number): number {
  return (end - start) / (DAY * 7) + 1;
}

/** The number of the week in which a day lies, within periods that begin at the starts given. */
function weekNumber(day: number, previous: number, current: number, next: number, fewest: number): number {
  const week = weeksBetween(current, day);
  if (week > fewest && day >= next) return 1;
  return Math.floor(week < 1 ? weeksBetween(previous, day) : week);
}

/** A component of a picture, such as `Y` or `m`, as a number (or text) of an instant in UTC. */
export function componentOf(instant: Date, component: string): number | string {
  switch (component) {
    case "Y":
      return instant.getUTCFullYear();
    case "M":
      return instant.getUTCMonth() + 1;
    case "D":
      return instant.getUTCDate();
    case "F":
      return instant.getUTCDay() || 7;
    case "H":
      return instant.getUTCHours();
    case "h":
      return instant.getUTCHours() % 12 || 12;
    case "P":
      return instant.getUTCHours() >= 12 ? "pm" : "am";
    case "m":
      return instant.getUTCMinutes();
    case "s":
      return instant.getUTCSeconds();
    case "f":
      return instant.getUTCMilliseconds();
    case "d":
    case "W":
    case "w":
    case "X":
    case "x":
      return numberInPeriod(instant, component);
    default:
      return "ISO";
  }
}

/** The day of the year, the weeks of ISO 8601, and the years and months that these weeks count in. */
function numberInPeriod(instant: Date, component: "d" | "W" | "w" | "X" | "x"): number {
  const year = instant.getUTCFullYear();
  const month = instant.getUTCMonth();
  const day = Date.UTC(year, month, instant.getUTCDate());
  const time = instant.getTime();
  switch (component) {
    case "d":
      return (day - Date.UTC(year, 0)) / DAY + 1;
    case "W":
      return weekNumber(
        day,
        startOfFirstWeek(year - 1, 0),
        startOfFirstWeek(year, 0),
        startOfFirstWeek(year + 1, 0),
        52,
      );
    case "w": {
      const [previous, next] = [startOfFirstWeek(year, month - 1), startOfFirstWeek(year, month + 1)];
      return weekNumber(day, previous, startOfFirstWeek(year, month), next, 4);
    }
    case "X":
      if (time < startOfFirstWeek(year, 0)) return year - 1;
      return time >= startOfFirstWeek(year + 1, 0) ? year + 1 : year;
    default:
      if (time < startOfFirstWeek(year, month)) return month === 0 ? 12 : month;
      return time >= startOfFirstWeek(year, month + 1) ? ((month + 1) % 12) + 1 : month + 1;
  }
}
