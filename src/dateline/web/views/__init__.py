"""What each noun of the API answers: plain functions that give JSON data."""
