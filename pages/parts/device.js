// What a person's own device keeps: read once, written when the page says so, never sent on by itself.
const parts = [["lasting", () => window.localStorage], ["tab", () => window.sessionStorage]];

function read(place) {
    try {
        return Object.fromEntries(parts.map(([name, storage]) => [name, storage().getItem(place) ?? ""]));
    } catch {
        return { refused: true }; // a browser that is set to keep nothing
    }
}

function write(place, notes) {
    for (const [name, storage] of parts) {
        const note = notes[name];
        if (note === null) continue;
        try {
            if (note) storage().setItem(place, note);
            else storage().removeItem(place);
        } catch {
            return; // the page said at the beginning that nothing is kept
        }
    }
}

export default function ({ data, setStateValue, parentElement }) {
    const known = (parentElement.known ??= {});
    if (known.place !== data.place) {
        known.place = data.place;
        setStateValue("kept", read(data.place));
    }
    write(data.place, data.notes);
    // A new step begins at its top, as a new page would.
    if (known.step !== undefined && known.step !== data.step) {
        document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
    }
    known.step = data.step;
}
