"""Pools of names: people, firms, products. Own lists, so that a library's new release changes no data."""

FEMALE = (
    "Aarti Aditi Aishwarya Amruta Anagha Anita Anjali Archana Asha Bhavna Chitra Deepa Devika Divya Fatima Gauri Geeta Isha "
    "Jaya Jyoti Kavita Kiran Komal Lakshmi Lata Madhuri Manisha Meena Megha Mrunal Nandini Neha Nikita Nisha Pallavi Pooja "
    "Prachi Pradnya Priya Radhika Rashmi Rekha Ritu Rupali Sakshi Salma Sandhya Sangeeta Sarika Seema Shalini Shital Shruti "
    "Shweta Smita Sneha Sonal Sujata Sunita Sushma Swati Tanvi Trupti Ujwala Usha Vaishali Varsha Vidya Vrushali Yogita"
).split()
MALE = (
    "Abhijit Abhishek Aditya Ajay Akash Akshay Amit Amol Anand Aniket Anil Arjun Arun Ashok Atul Bharat Chetan Dattatray "
    "Deepak Dhananjay Dinesh Ganesh Girish Gopal Harish Hemant Imran Jagdish Jitendra Kailash Kapil Karan Ketan Kishor "
    "Krishna Mahesh Mandar Manish Manoj Mayur Milind Mohan Mukesh Nagesh Narayan Nikhil Nilesh Nitin Omkar Pankaj Pavan "
    "Prakash Pramod Prasad Prashant Pravin Rahul Rajendra Rajesh Rakesh Ramesh Ravi Rohan Rohit Sachin Sameer Sandeep Sanjay "
    "Santosh Satish Shailesh Shashank Shivaji Siddharth Sudhir Sunil Suraj Suresh Swapnil Tejas Tushar Uday Umesh Vijay "
    "Vikas Vikram Vinayak Vinod Vishal Vivek Yash Yogesh Yusuf Zubair"
).split()
FAMILY = (
    "Agarwal Ahuja Bansal Bhagat Bhandari Bhat Bhosale Chaudhari Chavan Chopra Dange Das Deshmukh Deshpande Dixit Dubey "
    "Gaikwad Gandhi Garg Ghosh Gokhale Gowda Gupta Iyer Jadhav Jain Joshi Kadam Kale Kamble Kapoor Khan Kulkarni Kumar "
    "Lele Mahajan Malhotra Mane Mehta Menon Mhatre Mishra More Mukherjee Nair Naik Pandey Patel Patil Pawar Pillai Prasad "
    "Rane Rao Rathod Reddy Salunkhe Sawant Saxena Shah Shaikh Sharma Shetty Shinde Shukla Singh Sinha Sonawane Srinivasan "
    "Subramanian Sutar Tambe Thakur Thomas Tiwari Tripathi Varma Verma Wagh Yadav"
).split()

#: Words in firms' names by customer segment, and what such firms call themselves.
FIRM_WORDS = {
    "distributor": ("Plastics", "Traders", "Sales Corporation", "Marketing", "Agencies", "Enterprises", "Distributors"),
    "automotive": ("Auto Components", "Automotive Systems", "Motors", "Auto Interiors", "Engineering", "Harness Systems"),
    "fmcg": ("Foods", "Beverages", "Dairy Products", "Consumer Care", "Agro Foods", "Edible Oils", "Spices"),
    "household": ("Home Needs", "Kitchenware", "Homeware", "Super Bazaar", "Stores", "Lifestyle Retail"),
    "export": ("Trading", "General Trading", "Imports", "Global", "International"),
    "resin": ("Polymers", "Petrochem", "Resins", "Polychem", "Plastochem"),
    "masterbatch": ("Masterbatch", "Colours", "Pigments", "Colour Concentrates"),
    "packaging": ("Packaging", "Corrugators", "Print Pack", "Polypack"),
    "insert": ("Fasteners", "Precision Parts", "Metal Inserts", "Turned Components"),
}  # fmt: skip
FIRM_FIRST = (
    "Shree Ganesh,Om Sai,Shri Balaji,New Bharat,Sunrise,Jai Hind,Vardhman,Saraswati,Mahalaxmi,Navkar,Everest,Deccan,Sahyadri,"
    "Konkan,Royal,National,Excel,Supreme Point,Star,Apex,Global Star,Unity,Pioneer,Crystal,Diamond,Lotus,Ashirwad,Shakti"
).split(",")
FIRM_LAST = ("Pvt Ltd", "Pvt Ltd", "Ltd", "LLP", "and Sons", "and Co")
#: Kind of taxpayer by the last words of a firm's name, as the fourth character of a PAN.
HOLDER = {"Pvt Ltd": "C", "Ltd": "C", "LLP": "F", "and Sons": "F", "and Co": "F"}

COLOURS = ("white", "black", "blue", "red", "green", "yellow", "grey", "natural", "orange", "brown")
