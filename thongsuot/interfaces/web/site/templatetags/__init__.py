"""Words that every template may use without loading them: numbers, rates, days, and the drawing of a rate."""
