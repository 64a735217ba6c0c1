"""What is answered to a submitter: TA1, 999, 277CA. The clock and the control numbers are arguments."""
