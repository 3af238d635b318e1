// What a typed figure comes to, said beside its field while one types: a zero too many is seen before it is saved.
// Figures are whole numbers of any length here, so nothing is rounded on the way. The server says the same after a save
// and decides what is taken; a text it would have to look at more closely is not echoed.
const SIGNS = "０１２３４５６７８９．。，％";
const PLAIN = "0123456789..,%";
const MOST_DECIMALS = 4;

const cleaned = (text) => Array.from(text.trim(), (sign) => {
  const at = SIGNS.indexOf(sign);
  return at < 0 ? sign : PLAIN[at];
}).join("").trim();

const tenTo = (power) => BigInt(`1${"0".repeat(power)}`);

// The decimal places that a unit stands above the register's; null for one that is not known here.
const powerOf = (own, { unit, asked, power }) => {
  if (own === "" || own === asked) return Number(power);
  if (own === unit) return 0;
  if (unit === "万元") return asked === "亿元" && own === "元" ? -4 : null;
  if (/^[万亿%]/.test(unit)) return null;
  if (own === "万" || own === `万${unit}`) return 4;
  if (own === "亿" || own === `亿${unit}`) return 8;
  return null;
};

// A text as a number of the register: { digits, places } is digits / 10^places; null for none.
const figure = (text, place) => {
  const parted = cleaned(text).match(/^([0-9.,]+)\s*([^0-9.,\s-].*)?$/);
  if (!parted) return null;
  const power = powerOf((parted[2] || "").replace(/\s/g, ""), place);
  const number = parted[1];
  if (power === null || number.length > 40) return null;
  if (!/^([0-9]+(\.[0-9]*)?|\.[0-9]+|[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?)$/.test(number)) return null;
  const [whole, decimals = ""] = number.replace(/,/g, "").split(".");
  if (decimals.length > Math.max(MOST_DECIMALS + power, 0)) return null;
  const places = decimals.length - power;
  const digits = BigInt(`${whole}${decimals}`);
  return places < 0 ? { digits: digits * tenTo(-places), places: 0 } : { digits, places };
};

const printed = ({ digits, places }, separator = "") => {
  const text = String(digits).padStart(places + 1, "0");
  const whole = text.slice(0, text.length - places).replace(/\B(?=(\d{3})+$)/g, separator);
  const decimals = places ? text.slice(text.length - places).replace(/0+$/, "") : "";
  return decimals ? `${whole}.${decimals}` : whole;
};

const inOtherWords = (value, { unit, power }) => {
  if (power !== "0") return value.digits ? `即 ${printed(value, ",")} ${unit}` : "";
  const isLarge = value.digits >= BigInt(10000) * tenTo(value.places);
  if (!isLarge || /^[亿%]/.test(unit)) return "";
  const less = printed({ digits: value.digits, places: value.places + 4 });
  return unit[0] === "万" ? `即 ${less} 亿${unit.slice(1)}` : `即 ${less} 万${unit}`;
};

const share = (value, place) => {
  const whole = place.whole && figure(place.whole, place);
  if (!whole || !whole.digits) return "";
  const over = value.digits * BigInt(1000) * tenTo(whole.places);
  const under = whole.digits * tenTo(value.places);
  const tenths = (over * BigInt(2) + under) / (under * BigInt(2));
  const [units, ...decimals] = place.whole.split(".");
  const shown = [units.replace(/\B(?=(\d{3})+$)/g, ","), ...decimals].join(".");
  return `是计划 ${shown} ${place.asked}的 ${printed({ digits: tenths, places: 1 })}%`;
};

const echoed = (text, place) => {
  const value = figure(text, place);
  return value ? [inOtherWords(value, place), share(value, place)].filter(Boolean).join("，") : "";
};

// Say it beside one field.
export const echo = (field) => {
  (field.getAttribute("aria-describedby") || "").split(" ").forEach((id) => {
    const place = id && document.getElementById(id);
    if (place && "echo" in place.dataset) place.textContent = echoed(field.value, place.dataset);
  });
};

export const echoes = (form) => { form.addEventListener("input", (event) => echo(event.target)); };
