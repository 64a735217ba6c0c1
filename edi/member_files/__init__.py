"""The four member-level files that plans and ECM providers exchange: their rows, and how they meet encounters."""
