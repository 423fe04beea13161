"""Tables: decisions on days off that were announced after the law data of the program was made."""
