// Finds where two recordings of one dialogue differ.

/** @returns differences {section, kind, name?, reference?, ours?}; a side that has nothing is undefined */
export function compare(reference, ours) {
  const sections = new Set([...reference.keys(), ...ours.keys()]);
  return [...sections].flatMap((section) => {
    const [left, right] = [reference.get(section) ?? [], ours.get(section) ?? []];
    const differences = [...compareInOrder(left, right), ...compareHeaders(left, right)];
    return differences.map((difference) => ({ section, ...difference }));
  });
}

const isHeader = ({ kind }) => kind === "header";

function compareInOrder(left, right) {
  const [a, b] = [left.filter((one) => !isHeader(one)), right.filter((one) => !isHeader(one))];
  const differences = [];
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [reference, ours] = [a[index], b[index]];
    if (reference?.kind === ours?.kind && reference?.value === ours?.value) continue;
    differences.push({ kind: (reference ?? ours).kind, reference: reference?.value, ours: ours?.value });
  }
  return differences;
}

/** The order of headers says nothing, that of one header's values does. The letter case of names is a difference of its own kind. */
function compareHeaders(left, right) {
  const [a, b] = [headersOf(left), headersOf(right)];
  const differences = [];
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [reference, ours] = [a.get(name), b.get(name)];
    if (reference?.value !== ours?.value) {
      differences.push({ kind: "header", name, reference: reference?.value, ours: ours?.value });
    } else if (reference.spelling !== ours.spelling) {
      differences.push({ kind: "header-case", name, reference: reference.spelling, ours: ours.spelling });
    }
  }
  return differences;
}

function headersOf(list) {
  const headers = new Map();
  for (const { name, value } of list.filter(isHeader)) {
    const key = name.toLowerCase();
    const known = headers.get(key);
    headers.set(key, { spelling: known?.spelling ?? name, value: known === undefined ? value : `${known.value} ⏎ ${value}` });
  }
  return headers;
}
