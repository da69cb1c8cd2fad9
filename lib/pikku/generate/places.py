"""Cities that customers and vendors come from, and how far they are from Pune."""

import math
from functools import cache
from typing import NamedTuple

PUNE = (18.52, 73.86)
#: PIN that the GST network uses for places outside India.
ABROAD_PIN = "999999"


class City(NamedTuple):
    """A city: GST state code, position in degrees, first three digits of its PINs, and kilometres by sea, 0 where lorries go."""

    name: str
    state_code: str
    latitude: float
    longitude: float
    pin: str
    sea_km: int = 0

    @property
    def overseas(self) -> bool:
        """Return whether only ships and aeroplanes go there."""
        return self.sea_km > 0


def _cities(spec: str) -> tuple[City, ...]:
    rows = (line.split(",") for line in spec.split())
    return tuple(
        City(
            name.replace("_", " "),
            state,
            float(lat),
            float(lon),
            pin,
            *map(int, sea_km),
        )
        for name, state, lat, lon, pin, *sea_km in rows
    )


#: Positions and PINs are public geography; how many customers each has is in `pikku.catalog.realism.Partners`.
_INDIA = _cities("""
    Pune,27,18.52,73.86,411 Mumbai,27,19.08,72.88,400 Nashik,27,20.00,73.79,422 Nagpur,27,21.15,79.09,440
    Kolhapur,27,16.70,74.24,416 Solapur,27,17.66,75.91,413 Ahmedabad,24,23.02,72.57,380 Surat,24,21.17,72.83,395
    Vadodara,24,22.31,73.18,390 Rajkot,24,22.30,70.80,360 Vapi,24,20.37,72.90,396 Daman,26,20.40,72.83,396
    Bengaluru,29,12.97,77.59,560 Mysuru,29,12.30,76.64,570 Hubballi,29,15.36,75.12,580 Chennai,33,13.08,80.27,600
    Coimbatore,33,11.02,76.96,641 Hosur,33,12.74,77.83,635 Madurai,33,9.93,78.12,625 Puducherry,34,11.94,79.81,605
    Hyderabad,36,17.39,78.49,500 Warangal,36,17.97,79.59,506 Visakhapatnam,37,17.69,83.22,530
    Vijayawada,37,16.51,80.65,520 Tirupati,37,13.63,79.42,517 Kochi,32,9.93,76.27,682 Kozhikode,32,11.26,75.78,673
    Thiruvananthapuram,32,8.52,76.94,695 Delhi,07,28.61,77.21,110 Gurugram,06,28.46,77.03,122
    Faridabad,06,28.41,77.32,121 Panipat,06,29.39,76.97,132 Noida,09,28.54,77.39,201 Lucknow,09,26.85,80.95,226
    Kanpur,09,26.45,80.33,208 Varanasi,09,25.32,82.97,221 Agra,09,27.18,78.01,282 Jaipur,08,26.91,75.79,302
    Jodhpur,08,26.24,73.02,342 Udaipur,08,24.59,73.71,313 Indore,23,22.72,75.86,452 Bhopal,23,23.26,77.41,462
    Pithampur,23,22.61,75.68,454 Raipur,22,21.25,81.63,492 Kolkata,19,22.57,88.36,700 Howrah,19,22.59,88.26,711
    Siliguri,19,26.73,88.40,734 Bhubaneswar,21,20.30,85.82,751 Jamshedpur,20,22.80,86.20,831
    Ranchi,20,23.34,85.31,834 Patna,10,25.59,85.14,800 Guwahati,18,26.14,91.74,781 Ludhiana,03,30.90,75.86,141
    Amritsar,03,31.63,74.87,143 Chandigarh,04,30.73,76.78,160 Dehradun,05,30.32,78.03,248
    Rudrapur,05,28.98,79.40,263 Baddi,02,30.96,76.79,173 Jammu,01,32.73,74.86,180 Panaji,30,15.49,73.83,403
    """)

#: Customers abroad: the state code is 96 (see `pikku.catalog.spelling.STATES`). Lorries go to Nepal and Bangladesh only.
#: The last figure is the way of a ship from Nhava Sheva, rounded to 100 km, from general knowledge of the routes: Europe is reached
#: by Suez, Brazil (Santos) round the Cape of Good Hope, Colombia (Cartagena) by Suez and the Atlantic. Where the city is inland, the
#: way from its port is in it: 500 km from Mombasa to Nairobi, 100 from Santos, 1,000 from Cartagena.
_ABROAD = _cities("""
    Dubai,96,25.20,55.27,999,2200 Colombo,96,6.93,79.86,999,1700 Kathmandu,96,27.72,85.32,999
    Dhaka,96,23.81,90.41,999 Nairobi,96,-1.29,36.82,999,4900 Muscat,96,23.59,58.41,999,1600
    Singapore,96,1.35,103.82,999,4500 Rotterdam,96,51.92,4.48,999,11700 Málaga,96,36.72,-4.42,999,9100
    São_Paulo,96,-23.55,-46.63,999,14800 Malmö,96,55.60,13.00,999,12900 Bogotá,96,4.71,-74.07,999,18000
    """)

#: All of them by name.
CITIES = {city.name: city for city in (*_INDIA, *_ABROAD)}


@cache
def kilometres(city: City) -> float:
    """Return the distance from Pune as the crow flies (haversine, mean radius of the earth 6,371 km)."""
    (lat_1, lon_1), (lat_2, lon_2) = (
        (math.radians(a), math.radians(b)) for a, b in (PUNE, (city.latitude, city.longitude))
    )
    half = math.sin((lat_2 - lat_1) / 2) ** 2
    half += math.cos(lat_1) * math.cos(lat_2) * math.sin((lon_2 - lon_1) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(half))
