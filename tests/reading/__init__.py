"""How any sheet becomes invoice lines: the witnesses, the assignment, the questions."""
