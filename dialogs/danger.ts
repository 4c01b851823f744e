/** Somebody may get hurt: that comes before any question. */
export const DANGER =
  /\b(on fire|caught fire|smok(?:e|ing) (?:is )?(?:com|from|out)|and smoking|is smoking|flames?|sparks|sparking|burn(?:ing|t) smell|smells? (?:of |like )?burn\w*|melted|electric(?:al)? shock|shocked me)\b/i;
