/* What the editors' form for questions and quizzes can do beyond Wagtail's own: show only what belongs to
   the chosen type, insert a row above another, paste several rows. Without it everything is shown and
   rows are added at the end. New rows are made and moved by Wagtail's own buttons, so that its form
   numbers and its order stay right. */
(() => {
  const ROW = "[data-inline-panel-child]";

  const formsOf = (panel) => panel.querySelector("[id$='-FORMS']");
  const rowsOf = (panel) =>
    [...formsOf(panel).children].filter((row) => row.matches(`${ROW}:not(.deleted)`));

  /* Wagtail animates each step; many steps at once would leave rows lying over each other. */
  const withoutAnimation = (steps) => {
    const { fx } = window.jQuery;
    const before = fx.off;
    fx.off = true;
    steps();
    fx.off = before;
  };

  const addRow = (panel) => {
    panel.querySelector("button[id$='-ADD']").click();
    return formsOf(panel).lastElementChild;
  };

  const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`);

  const write = (field, value) => {
    if (field.type === "checkbox") field.checked = value;
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const nameRow = (row) => {
    if (!window.crypto.randomUUID) return;
    for (const uid of row.querySelectorAll("input[type=hidden][name$='uid']")) {
      uid.value = uid.value || window.crypto.randomUUID();
    }
  };

  const insertAbove = (panel, row) => {
    withoutAnimation(() => {
      const added = addRow(panel);
      const up = added.querySelector("[data-inline-panel-child-move-up]");
      while (added.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_PRECEDING) {
        const before = added.previousElementSibling;
        up.click();
        if (added.previousElementSibling === before) break;
      }
      added.querySelector("input:not([type=hidden]), textarea, select")?.focus();
    });
  };

  const offerInsert = (panel, row) => {
    const up = row.querySelector("[data-inline-panel-child-move-up]");
    if (!up || row.querySelector("[data-insert-above]")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary insert-above";
    button.dataset.insertAbove = "";
    button.textContent = "Insert above";
    const heading = row.querySelector("[data-panel-heading]");
    if (heading?.id) button.setAttribute("aria-describedby", heading.id);
    button.addEventListener("click", () => insertAbove(panel, row));
    up.before(button);
  };

  /* What one pasted line says of a row, by field name. */
  const READ = {
    options: (line) => ({ text: line.replace(/^\*\s*/, ""), correct: line.startsWith("*") }),
    pairs: (line) => {
      const at = line.indexOf("=");
      if (at < 0) return { text: "", choice: line };
      return { text: line.slice(0, at).trim(), choice: line.slice(at + 1).trim() };
    },
    lines: (line) => ({ text: line }),
  };

  const paste = (panel, box) => {
    const area = box.querySelector("textarea");
    const lines = area.value.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    withoutAnimation(() => {
      for (const line of lines) {
        const row = addRow(panel);
        for (const [name, value] of Object.entries(READ[box.dataset.paste](line))) {
          write(fieldOf(row, name), value);
        }
      }
    });
    area.value = "";
    box.querySelector("[role=status]").textContent =
      lines.length === 1 ? "1 row added." : `${lines.length} rows added.`;
    area.focus();
  };

  const prepare = (panel) => {
    const offerAll = () => rowsOf(panel).forEach((row) => offerInsert(panel, row));
    offerAll();
    panel.addEventListener("w-formset:added", (event) => {
      nameRow(event.target);
      offerAll();
      showWhatBelongs();
    });
    const box = panel.querySelector("[data-paste]");
    if (!box) return;
    box.hidden = false;
    box.querySelector("button").addEventListener("click", () => paste(panel, box));
  };

  /* Rows and values that are already there stay in sight, whatever the type: nothing is saved unseen. */
  const isFilled = (part) => {
    if (part.matches("[data-rows]")) return rowsOf(part).length > 0;
    return [...part.querySelectorAll("input, textarea")].some((field) =>
      field.type === "checkbox"
        ? field.checked
        : ["text", "number"].includes(field.type) && field.value.trim() && Number(field.value) !== 0,
    );
  };

  const showWhatBelongs = () => {
    const kind = document.getElementById("id_kind");
    if (!kind) return;
    for (const part of document.querySelectorAll("[data-kinds]")) {
      const belongs = part.dataset.kinds.split(" ").includes(kind.value);
      part.hidden = !belongs && !(part.dataset.keepFilled !== undefined && isFilled(part));
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-rows]").forEach(prepare);
    document.getElementById("id_kind")?.addEventListener("change", showWhatBelongs);
    showWhatBelongs();
  });
})();
