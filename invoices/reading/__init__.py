"""How any sheet becomes invoice lines: shapes made plain, columns weighed by independent witnesses, one assignment for
the whole sheet, and a question where what is sent would depend on a guess."""
